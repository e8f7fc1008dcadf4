package dev.isobar.spi.support;

import dev.isobar.spi.BackendConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a URL that names servers: {@code //user:password@host:port,host:port/path}.
 *
 * @param userInfo user and password
 * @param endpoints the servers, in the order of the URL; empty after a problem
 * @param path the text after the slash that follows the servers, undecoded; empty if there is none
 * @since 0.1.0
 */
public record ServerAddress(UserInfo userInfo, List<Endpoint> endpoints, String path) {
    private static final Pattern FORM = Pattern.compile("//(?:([^/@:]*(?::.*)?)@)?([^/@]*)(?:/(.*))?");

    /** Copies the list. */
    public ServerAddress {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Parses an address and adds what is wrong with it to the problems of its settings. No part of an address that
     * holds an {@code @} is quoted: it may be a password that was not encoded.
     *
     * @param config the configuration with the address
     * @param defaultPort the port of servers that are given without one
     * @param shape the sentence that says what the address looks like, for messages
     * @param settings collects the problems
     * @return the parts
     */
    public static ServerAddress of(BackendConfig config, int defaultPort, String shape, SettingsReader settings) {
        Matcher parts = FORM.matcher(config.address());
        if (!parts.matches()) {
            settings.problem(shape);
            return new ServerAddress(UserInfo.NONE, List.of(), "");
        }
        boolean quotable = !config.address().contains("@");
        List<Endpoint> endpoints = new ArrayList<>();
        for (String host : parts.group(2).split(",", -1)) {
            Endpoint endpoint = Endpoint.parse(host, defaultPort);
            if (endpoint == null) {
                settings.problem((quotable ? "'" + host + "'" : "a server") + " is not a host and port; " + shape);
            } else {
                endpoints.add(endpoint);
            }
        }
        String path = parts.group(3);
        return new ServerAddress(userInfo(parts.group(1), settings), endpoints, path == null ? "" : path);
    }

    private static UserInfo userInfo(@Nullable String text, SettingsReader settings) {
        try {
            return text == null ? UserInfo.NONE : UserInfo.parse(text);
        } catch (IllegalArgumentException malformed) {
            settings.problem(String.valueOf(malformed.getMessage()));
            return UserInfo.NONE;
        }
    }

    /** Shows the servers and the path, not user and password. */
    @Override
    public String toString() {
        return "//"
                + String.join(",", endpoints.stream().map(Endpoint::toString).toList()) + "/" + path;
    }
}
