package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names that are within two edits of one that Isobar reads: whoever wrote them would get a default instead. */
final class Misspelling {
    private static final int MOST_EDITS = 2;

    private Misspelling() {}

    /** Returns which of some names was meant, or null if the name is one of them, or one of others, or far from all. */
    static @Nullable String of(String given, Collection<String> read, Collection<String> others) {
        if (read.contains(given) || others.contains(given)) {
            return null;
        }
        return Stream.concat(read.stream().sorted(), others.stream().sorted())
                .min(Comparator.comparingInt(name -> Suggestion.edits(given, name)))
                .filter(name -> read.contains(name) && isNear(given, name))
                .orElse(null);
    }

    /** Fewer than half of the letters of a short name may differ: most names of three letters are near to each other. */
    static boolean isNear(String given, String meant) {
        int edits = Suggestion.edits(given, meant);
        return edits <= MOST_EDITS && 2 * edits < meant.length();
    }
}
