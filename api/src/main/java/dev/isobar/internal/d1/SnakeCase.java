package dev.isobar.internal.d1;

import java.util.Locale;

/** Compares names of columns with names of components. */
final class SnakeCase {
    private SnakeCase() {}

    /**
     * Tells whether a column's name is the component's in snake case, in any case: {@code user_id} and {@code USER_ID}
     * for {@code userId}, {@code user_url} for {@code userURL}. A column without an underscore never
     * matches.
     */
    static boolean matches(String component, String column) {
        if (column.indexOf('_') < 0) {
            return false;
        }
        int at = 0;
        for (String word : column.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (!wordAt(component, at, word)) {
                return false;
            }
            at += word.length();
        }
        return at == component.length();
    }

    private static boolean wordAt(String component, int at, String word) {
        if (!component.regionMatches(true, at, word, 0, word.length())) {
            return false;
        }
        boolean begins = word.isEmpty() || at == 0 || !Character.isLowerCase(component.charAt(at));
        for (int i = at + 1; i < at + word.length(); i++) {
            begins &= !Character.isUpperCase(component.charAt(i)) || !Character.isLowerCase(component.charAt(i - 1));
        }
        return begins;
    }
}
