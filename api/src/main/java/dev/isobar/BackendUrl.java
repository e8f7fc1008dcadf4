package dev.isobar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A backend's URL in its parts.
 *
 * @param location the part before the question mark, its scheme up to the first colon in lower case
 * @param settings the decoded query
 * @param repeated the names that the query has more than once
 */
record BackendUrl(String location, Map<String, String> settings, Set<String> repeated) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):([^?]*)(?:\\?(.*))?");

    private static final Pattern JDBC = Pattern.compile("(jdbc:[A-Za-z0-9]{1,30}):");

    /** Returns the parts, or null if the text has no scheme or its query cannot be decoded. */
    static @Nullable BackendUrl parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            return null;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Set<String> repeated = new LinkedHashSet<>();
        String query = parts.group(3);
        try {
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                if (settings.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                    repeated.add(name);
                }
            }
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        return new BackendUrl(parts.group(1).toLowerCase(Locale.ROOT) + ":" + parts.group(2), settings, repeated);
    }

    /** Returns the part before the query alone, or null if the text has no scheme. */
    static @Nullable BackendUrl withoutQuery(String url) {
        return parse(url.replaceFirst("\\?.*", ""));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the longest of some schemes that the URL begins with, or null. */
    @Nullable
    String scheme(Set<String> known) {
        String longest = null;
        for (String scheme : known) {
            boolean fits = location.regionMatches(true, 0, scheme + ":", 0, scheme.length() + 1);
            if (fits && (longest == null || scheme.length() > longest.length())) {
                longest = scheme;
            }
        }
        return longest;
    }

    /** Returns the first part, whatever follows. */
    String firstPart() {
        return location.substring(0, location.indexOf(':'));
    }

    /** Returns the scheme for a message: two parts of a JDBC URL, else the first part; never what may hold a secret. */
    String shown() {
        Matcher jdbc = JDBC.matcher(location);
        return jdbc.lookingAt() ? jdbc.group(1).toLowerCase(Locale.ROOT) : firstPart();
    }

    /** Returns what follows a scheme that the URL begins with. */
    String address(String scheme) {
        return location.substring(scheme.length() + 1);
    }

    /** Shows the names of the settings: address and values may hold credentials. */
    @Override
    public String toString() {
        return "BackendUrl" + settings.keySet();
    }
}
