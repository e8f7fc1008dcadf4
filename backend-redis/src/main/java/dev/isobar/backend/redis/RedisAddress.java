package dev.isobar.backend.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host and a port. */
record RedisAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /** Returns the address, or null if the text is none. */
    static @Nullable RedisAddress parse(String text, int defaultPort) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String port = parts.group(2);
        int number = port == null ? defaultPort : Integer.parseInt(port);
        String host = parts.group(1);
        boolean literal = host.startsWith("[");
        return number < 1 || number > 65_535
                ? null
                : new RedisAddress(literal ? host.substring(1, host.length() - 1) : host, number);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
