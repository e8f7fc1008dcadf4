package dev.isobar.spi.support;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known name that a misspelt one probably means, for messages.
 *
 * @since 0.1.0
 */
public final class Suggestion {
    private Suggestion() {}

    /**
     * Returns the end of a sentence that suggests the nearest name.
     *
     * @param given the name as it was written
     * @param known the names that exist
     * @return {@code "; did you mean 'x'?"}, or an empty text if no known name is near
     */
    public static String of(String given, Collection<String> known) {
        String nearest = nearest(given, known);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /**
     * Returns the known name that is nearest to a given one: at most about a third of its letters differ, in any case,
     * or it is the beginning of the known name.
     *
     * @param given the name as it was written
     * @param known the names that exist
     * @return the nearest name, or {@code null} if none is near
     */
    public static @Nullable String nearest(String given, Collection<String> known) {
        String best = null;
        int least = Math.max(1, given.length() / 3) + 1;
        for (String candidate : known) {
            String lower = given.toLowerCase(Locale.ROOT);
            String other = candidate.toLowerCase(Locale.ROOT);
            int distance = distance(lower, other);
            if (lower.length() > 2 && other.startsWith(lower)) {
                distance = Math.min(distance, 1);
            }
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * Counts the letters to insert, delete or replace, in any case, until one name is the other.
     *
     * @param name a name
     * @param other another one
     * @return 0 for equal names
     */
    public static int edits(String name, String other) {
        return distance(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(row[j - 1], above[j]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
