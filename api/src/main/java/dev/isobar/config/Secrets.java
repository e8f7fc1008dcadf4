package dev.isobar.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds secrets in plain text in a URL of a file. */
final class Secrets {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /** Stands for a reference, whose text may hold any character. */
    private static final char MASK = '\uE000';

    private Secrets() {}

    /** Returns what is in plain text: the password before the {@code @}, or the names of settings. */
    static List<String> inPlainText(String url, SecretNames names) {
        String masked = REFERENCE.matcher(url).replaceAll(String.valueOf(MASK));
        int question = masked.indexOf('?');
        List<String> found = new ArrayList<>();
        String login = login(question < 0 ? masked : masked.substring(0, question));
        if (login != null) {
            int colon = login.indexOf(':');
            if (isPlain(login.substring(colon + 1))) {
                found.add(colon < 0 ? "the text before '@'" : "the password before '@'");
            }
        }
        for (String pair :
                question < 0 ? new String[0] : masked.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : decoded(pair.substring(0, equals));
            boolean secret = name.indexOf(MASK) >= 0 || names.isSecret(url, name);
            if (equals > 0 && secret && isPlain(pair.substring(equals + 1))) {
                found.add("'" + name.replace(String.valueOf(MASK), "${…}") + "'");
            }
        }
        return found;
    }

    /** Returns the text before the {@code @} of an address, or null if it has none: a path may hold one, too. */
    private static @Nullable String login(String address) {
        int at = address.lastIndexOf('@');
        int slashes = address.indexOf("//");
        int start = slashes >= 0 && slashes < at ? slashes + 2 : address.indexOf(':') + 1;
        if (at < start) {
            return null;
        }
        String text = address.substring(start, at);
        int colon = text.indexOf(':');
        return (colon < 0 ? text : text.substring(0, colon)).contains("/") ? null : text;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }

    private static boolean isPlain(String value) {
        return value.chars().anyMatch(letter -> letter != MASK);
    }
}
