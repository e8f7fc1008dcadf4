package dev.isobar.tck;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decodes the arguments of recorded steps; keeps what steps save. */
final class GoldenValues {
    private static final Pattern INDEX = Pattern.compile("\\{i(?::(\\d+))?}");

    private final Map<String, Object> saved = new HashMap<>();

    /** A stream argument: its bytes, and whether its length was announced. */
    record Streamed(byte[] bytes, boolean knownLength) {
        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A step refers to what no earlier step saved. */
    static final class UnsavedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsavedException(String path) {
            super("nothing was saved as " + path);
        }
    }

    /** HTTP headers as an argument or outcome. */
    record Headers(List<Map.Entry<String, String>> entries) {}

    void save(String name, @Nullable Object result) {
        if (result != null) {
            saved.put(name, result);
        }
    }

    /** Decodes an argument: null, Boolean, Long, Double, String, byte[], Instant, Streamed, Headers, List, Map. */
    @Nullable
    Object decode(@Nullable JsonNode json) {
        if (json == null || json.isNull() || json.isMissingNode()) {
            return null;
        }
        if (json.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(item -> list.add(decode(item)));
            return list;
        }
        if (json.isObject()) {
            String first = json.isEmpty() ? "" : json.propertyNames().iterator().next();
            return first.startsWith("$") ? special(first, json.get(first), json) : object(json);
        }
        return scalar(json);
    }

    /** A JSON value that a backend returned; in it a member that begins with a dollar sign is only that. */
    static @Nullable Object plain(JsonNode json) {
        return JsonMapper.shared().convertValue(json, Object.class);
    }

    private static Object scalar(JsonNode json) {
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() ? (Object) json.longValue() : json.doubleValue();
        }
        return json.stringValue();
    }

    private Map<String, @Nullable Object> object(JsonNode json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties().forEach(member -> map.put(member.getKey(), decode(member.getValue())));
        return map;
    }

    private @Nullable Object special(String form, JsonNode value, JsonNode whole) {
        return switch (form) {
            case "$bytes", "$buffer", "$byteArray" -> Base64.getDecoder().decode(value.stringValue());
            case "$fill" ->
                value.get("text").stringValue().repeat(value.get("count").intValue());
            case "$fillBytes" -> fill(value);
            case "$seqBytes" -> sequence(value);
            case "$stream" -> stream(value);
            case "$date" -> date(value);
            case "$number" -> number(value.stringValue());
            case "$headers" -> headers(value);
            case "$ref" -> reference(value.stringValue());
            case "$concat" -> concat(value);
            case "$arrayOf" -> arrayOf(value);
            case "$object" -> object(value);
            case "$httpDate" -> GoldenOutcome.httpDate(shifted(value, true));
            default -> throw new IllegalArgumentException("unknown form " + form + " in " + whole);
        };
    }

    private static byte[] fill(JsonNode value) {
        byte[] bytes = new byte[value.get("count").intValue()];
        Arrays.fill(bytes, (byte) value.get("byte").intValue());
        return bytes;
    }

    private static byte[] sequence(JsonNode value) {
        byte[] bytes = new byte[value.get("count").intValue()];
        int start = value.path("start").asInt(0);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((start + i) % 251);
        }
        return bytes;
    }

    private Streamed stream(JsonNode value) {
        Object of = decode(value.get("of"));
        byte[] bytes = of instanceof byte[] raw ? raw : String.valueOf(of).getBytes(StandardCharsets.UTF_8);
        return new Streamed(bytes, value.path("knownLength").asBoolean(true));
    }

    private Object date(JsonNode value) {
        return value.isObject()
                ? shifted(value, value.path("floorToSecond").asBoolean(false))
                : Instant.ofEpochMilli(value.longValue());
    }

    private Instant shifted(JsonNode value, boolean floor) {
        Instant base = (Instant) reference(value.get("ref").stringValue());
        Instant floored = floor ? base.truncatedTo(ChronoUnit.SECONDS) : base;
        return floored.plusMillis(value.path("addMillis").asLong(0));
    }

    private static Double number(String text) {
        return Double.valueOf(text);
    }

    private Headers headers(JsonNode value) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        value.forEach(pair -> entries.add(Map.entry(pair.get(0).stringValue(), String.valueOf(decode(pair.get(1))))));
        return new Headers(entries);
    }

    private Object reference(String path) {
        String[] names = path.split("\\.", -1);
        Object found = saved.get(names[0]);
        for (int i = 1; i < names.length; i++) {
            found = found instanceof Map<?, ?> map ? map.get(names[i]) : null;
        }
        if (found == null) {
            throw new UnsavedException(path);
        }
        return found;
    }

    private String concat(JsonNode value) {
        StringBuilder text = new StringBuilder();
        value.forEach(part -> text.append(decode(part)));
        return text.toString();
    }

    private List<@Nullable Object> arrayOf(JsonNode value) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = 0; i < value.get("count").intValue(); i++) {
            list.add(numbered(decode(value.get("item")), i));
        }
        return list;
    }

    static @Nullable Object numbered(@Nullable Object item, int index) {
        if (item instanceof String text) {
            return INDEX.matcher(text).replaceAll(match -> Matcher.quoteReplacement(padded(match.group(1), index)));
        }
        if (item instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put((String) name, numbered(member, index)));
            return copy;
        }
        return item;
    }

    private static String padded(@Nullable String width, int index) {
        return width == null ? Integer.toString(index) : String.format(Locale.ROOT, "%0" + width + "d", index);
    }
}
