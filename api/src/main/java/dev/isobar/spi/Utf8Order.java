package dev.isobar.spi;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of the unsigned UTF-8 bytes; String's own differs where surrogates meet U+E000 to U+FFFF.
 *
 * @since 0.1.0
 */
public enum Utf8Order implements Comparator<String> {
    /** The order. */
    INSTANCE;

    @Override
    public int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogateX = Character.isSurrogate(x);
                return surrogateX == Character.isSurrogate(y) ? x - y : surrogateX ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /**
     * Returns the first text after all that start with a prefix, so that a store can seek over a whole group.
     *
     * @param prefix the prefix, well-formed Unicode
     * @return the text, itself not in the group, or {@code null} if nothing can follow the group
     */
    public static @Nullable String afterAll(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            end -= Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return prefix.substring(0, end) + Character.toString(next);
            }
        }
        return null;
    }
}
