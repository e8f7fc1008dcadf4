package dev.isobar.config;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code ${env:NAME}} and {@code ${file:PATH}}.
 *
 * <p>In the settings of a URL and before its {@code @} a value is percent-encoded, so that a password may hold any
 * character; elsewhere it is put in as it is.
 */
record Interpolation(Map<String, String> variables, FileSource source, List<String> problems) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)(}?)");

    /** Returns the URL with its values, or null after noting what is missing. */
    @Nullable
    String url(String template, String place) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        StringBuilder url = new StringBuilder();
        boolean complete = true;
        while (placeholder.find()) {
            String value = placeholder.group(2).isEmpty()
                    ? refused(place, "'${' without '}'; close it, or write %24{ for the characters themselves")
                    : value(placeholder.group(1), place);
            complete &= value != null;
            String fitting = value == null || !encoded(template, placeholder.start(), placeholder.end())
                    ? String.valueOf(value)
                    : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            placeholder.appendReplacement(url, Matcher.quoteReplacement(fitting));
        }
        placeholder.appendTail(url);
        return complete ? url.toString() : null;
    }

    private static boolean encoded(String template, int start, int end) {
        int question = template.indexOf('?');
        if (question >= 0 && question < start) {
            return true;
        }
        int slashes = template.indexOf("//");
        int at = template.lastIndexOf('@', question < 0 ? template.length() : question);
        return slashes >= 0 && slashes < start && end <= at;
    }

    private @Nullable String value(String reference, String place) {
        if (reference.startsWith("env:")) {
            String value = variables.get(reference.substring(4));
            return value != null
                    ? value
                    : refused(place, "the environment variable " + reference.substring(4) + " is not set");
        }
        if (reference.startsWith("file:")) {
            return content(reference.substring(5), place);
        }
        return refused(place, "'${" + reference + "}' is unknown; write ${env:NAME} or ${file:PATH}");
    }

    private @Nullable String content(String path, String place) {
        try {
            return source.read(path).replaceFirst("\\r?\\n\\z", "");
        } catch (CharacterCodingException notText) {
            return refused(place, "the file " + path + " is not UTF-8; save it as UTF-8");
        } catch (IOException unreadable) {
            return refused(
                    place,
                    "the file " + path + " cannot be read ("
                            + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private @Nullable String refused(String place, String problem) {
        problems.add(place + ": " + problem);
        return null;
    }

    /** Leaves out the variables, which may be secrets. */
    @Override
    public String toString() {
        return variables.size() + " variables";
    }
}
