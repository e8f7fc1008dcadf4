package dev.isobar.tck;

import dev.isobar.error.IsobarException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares what happened with what was recorded; says where they differ. */
final class GoldenOutcome {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final GoldenOperations operations;
    private final boolean messages;
    private final List<String> differences = new ArrayList<>();

    GoldenOutcome(GoldenOperations operations, boolean messages) {
        this.operations = operations;
        this.messages = messages;
    }

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /** What a step failed with, where an outcome was asked for. */
    record Failed(Throwable error) {}

    List<String> differences(JsonNode expected, @Nullable Object actual) {
        differences.clear();
        compare("", expected, actual);
        return List.copyOf(differences);
    }

    private void differ(String at, Object expected, @Nullable Object actual) {
        differences.add((at.isEmpty() ? "outcome" : at) + ": recorded " + cut(expected.toString()) + ", found "
                + cut(shown(actual)));
    }

    private static String shown(@Nullable Object actual) {
        if (actual instanceof Failed failed) {
            return ReportText.withCauses(failed.error());
        }
        return actual instanceof byte[] bytes
                ? "$bytes \"" + Base64.getEncoder().encodeToString(bytes) + '"'
                : String.valueOf(actual);
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private void compare(String at, JsonNode expected, @Nullable Object actual) {
        if (expected.isObject() && !expected.isEmpty()) {
            String first = expected.propertyNames().iterator().next();
            if (first.startsWith("$") && !first.equals("$type")) {
                special(at, first, expected.get(first), actual);
                return;
            }
        }
        if (expected.isNull()) {
            if (actual != null) {
                differ(at, expected, actual);
            }
        } else if (expected.isArray()) {
            array(at, expected, actual);
        } else if (expected.isObject()) {
            object(at, expected, actual);
        } else if (!scalarEquals(expected, actual)) {
            differ(at, expected, actual);
        }
    }

    private static boolean scalarEquals(JsonNode expected, @Nullable Object actual) {
        if (expected.isNumber()) {
            return actual instanceof Number number
                    && Double.compare(number.doubleValue() + 0.0, expected.doubleValue() + 0.0) == 0;
        }
        return expected.isBoolean()
                ? actual instanceof Boolean flag && flag == expected.booleanValue()
                : expected.stringValue().equals(actual);
    }

    private void array(String at, JsonNode expected, @Nullable Object actual) {
        if (!(actual instanceof List<?> list) || list.size() != expected.size()) {
            differ(at, expected, actual);
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            compare(at + "[" + i + "]", expected.get(i), list.get(i));
        }
    }

    private void object(String at, JsonNode expected, @Nullable Object actual) {
        if (!(actual instanceof Map<?, ?> map)) {
            differ(at, expected, actual);
            return;
        }
        TreeSet<String> names = new TreeSet<>(expected.propertyNames());
        map.keySet().forEach(name -> names.add((String) name));
        for (String name : names) {
            JsonNode member = expected.get(name);
            if (member != null) {
                compare(at + "." + name, member, map.get(name));
            } else if (map.get(name) != null) {
                differ(at + "." + name, "nothing", map.get(name));
            }
        }
    }

    private void special(String at, String form, JsonNode value, @Nullable Object actual) {
        boolean same =
                switch (form) {
                    case "$void" -> actual == null;
                    case "$handle" -> actual != null && !(actual instanceof Failed);
                    case "$bytes", "$byteArray", "$buffer" ->
                        actual instanceof byte[] bytes
                                && Base64.getEncoder().encodeToString(bytes).equals(value.stringValue());
                    case "$bytesDigest" ->
                        actual instanceof byte[] bytes
                                && bytes.length == value.get("length").longValue()
                                && sha256(bytes).equals(value.get("sha256").stringValue());
                    case "$textDigest" ->
                        actual instanceof String text
                                && text.length() == value.get("utf16Length").longValue()
                                && sha256(text.getBytes(StandardCharsets.UTF_8))
                                        .equals(value.get("sha256").stringValue());
                    case "$number" ->
                        actual instanceof Number number
                                && Double.compare(number.doubleValue(), Double.parseDouble(value.stringValue())) == 0;
                    case "$date" ->
                        actual instanceof Instant instant && instant.equals(Instant.parse(value.stringValue()));
                    case "$any" -> anyOf(value.stringValue(), actual);
                    case "$error" -> sameError(at, value, actual);
                    case "$map" -> sameMap(at, value, actual);
                    case "$headers" -> actual instanceof GoldenValues.Headers headers && sameHeaders(value, headers);
                    case "$stream" -> {
                        compare(at, value, actual);
                        yield true;
                    }
                    case "$object" -> {
                        object(at, value, actual);
                        yield true;
                    }
                    default -> throw new IllegalArgumentException("unknown form " + form);
                };
        if (!same) {
            differ(at, form + " " + value, actual);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }

    private static boolean anyOf(String type, @Nullable Object actual) {
        return switch (type) {
            case "string" -> actual instanceof String;
            case "integer" -> actual instanceof Long || actual instanceof Integer;
            case "number" -> actual instanceof Number;
            case "boolean" -> actual instanceof Boolean;
            case "date" -> actual instanceof Instant;
            case "object" -> actual instanceof Map;
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private boolean sameError(String at, JsonNode recorded, @Nullable Object actual) {
        String code = recorded.has("code") ? recorded.get("code").asString() : null;
        if (code != null && !operations.settles(code)) {
            return true;
        }
        if (!(actual instanceof Failed failed)) {
            return false;
        }
        if (!(failed.error() instanceof IsobarException error)) {
            return code == null && failed.error() instanceof Exception;
        }
        if (code != null && !code.equals(operations.code(error))) {
            differ(at + ".code", code, operations.code(error) + " of " + error);
        }
        String extended = recorded.has("extended") ? recorded.get("extended").stringValue() : null;
        if (!Objects.equals(extended, operations.extendedCode(error))) {
            differ(at + ".extended", String.valueOf(extended), operations.extendedCode(error));
        }
        JsonNode message = recorded.path("message");
        boolean compared = messages && (code == null || operations.comparesMessage(code));
        if (compared && message.isString() && !namesJavaScript(message.stringValue())) {
            if (!message.stringValue().equals(error.getMessage())) {
                differ(at + ".message", message, error.getMessage());
            }
        }
        return true;
    }

    /** Whether a text tells of JavaScript's types (Q-SEND-04) or functions. */
    private static boolean namesJavaScript(String message) {
        return message.contains("Failed to execute") || message.contains(", but received: ");
    }

    private boolean sameMap(String at, JsonNode pairs, @Nullable Object actual) {
        if (!(actual instanceof Map<?, ?> map)) {
            return false;
        }
        List<String> names = new ArrayList<>();
        pairs.forEach(pair -> names.add(pair.get(0).stringValue()));
        if (!names.equals(List.copyOf(map.keySet()))) {
            return false;
        }
        pairs.forEach(pair -> compare(
                at + "[" + pair.get(0).stringValue() + "]",
                pair.get(1),
                map.get(pair.get(0).stringValue())));
        return true;
    }

    private static boolean sameHeaders(JsonNode pairs, GoldenValues.Headers headers) {
        Map<String, String> recorded = new LinkedHashMap<>();
        pairs.forEach(
                pair -> recorded.put(pair.get(0).stringValue(), pair.get(1).asString()));
        Map<String, String> found = new LinkedHashMap<>();
        headers.entries().forEach(entry -> found.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
        return recorded.equals(found);
    }
}
