package dev.isobar.spi.support;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address before its {@code @}, decoded.
 *
 * @param user the text before the colon, or all of it if there is no colon; {@code null} if it is empty
 * @param password the text after the colon, which may be empty; {@code null} if there is no colon
 * @since 0.1.0
 */
public record UserInfo(@Nullable String user, @Nullable String password) {
    /** Neither user nor password. */
    public static final UserInfo NONE = new UserInfo(null, null);

    /**
     * Parses {@code user}, {@code user:password} or {@code :password}, percent-encoded.
     *
     * @param text the text before the {@code @}
     * @return user and password
     * @throws IllegalArgumentException if the text is not percent-encoded; the message does not quote it
     */
    public static UserInfo parse(String text) {
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        return new UserInfo(
                user.isEmpty() ? null : decoded(user), colon < 0 ? null : decoded(text.substring(colon + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("the text before the '@' is not percent-encoded");
        }
    }

    /** Shows which of both is given, not their values. */
    @Override
    public String toString() {
        return (user == null ? "no user" : "a user") + (password == null ? ", no password" : ", a password");
    }
}
