package dev.isobar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A backend's URL in its parts: scheme, address, settings. */
record BackendUrl(String scheme, String address, Map<String, String> settings) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):([^?]*)(?:\\?(.*))?");

    /** Returns the parts, or null if the text has no scheme or its query cannot be decoded. */
    static @Nullable BackendUrl parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            return null;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        String query = parts.group(3);
        try {
            for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                settings.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        return new BackendUrl(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2), settings);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
