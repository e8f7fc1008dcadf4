package dev.isobar.spi.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host and a port.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @since 0.1.0
 */
public record Endpoint(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
    private static final int MOST = 65_535;

    /**
     * Parses {@code host}, {@code host:port}, {@code [::1]} or {@code [::1]:port}.
     *
     * @param text the text
     * @param defaultPort the port if the text has none
     * @return the endpoint, or {@code null} if the text has another form or the port is out of range
     */
    public static @Nullable Endpoint parse(String text, int defaultPort) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int port = parts.group(2) == null ? defaultPort : Integer.parseInt(parts.group(2));
        String host = parts.group(1);
        boolean literal = host.startsWith("[");
        return port < 1 || port > MOST
                ? null
                : new Endpoint(literal ? host.substring(1, host.length() - 1) : host, port);
    }

    /** Shows {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
