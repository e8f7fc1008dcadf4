package dev.isobar.workerd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format of the bridge: four bytes with the length of a JSON text, the text, then all bytes that it refers to. In the
 * text a plain value stands for itself; what JSON cannot hold is an object with the member {@code $}.
 */
final class Packed {
    // Half a surrogate pair gets through as an escape only.
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Packed() {}

    /** Bytes that arrive as a stream, with the length that is announced, or -1 for none. */
    record Streamed(byte[] bytes, long announced) {}

    /** Headers as the runtime's own object. */
    record Headers(List<List<String>> entries) {}

    static byte[] pack(Map<String, ? extends @Nullable Object> value) {
        Packed packed = new Packed();
        byte[] text = MAPPER.writeValueAsString(packed.tagged(value)).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + text.length + packed.bytes.size())
                .putInt(text.length)
                .put(text)
                .put(packed.bytes.toByteArray())
                .array();
    }

    private @Nullable Object tagged(@Nullable Object value) {
        if (value instanceof byte[] content) {
            return bytes("bytes", content);
        }
        if (value instanceof Streamed stream) {
            Map<String, Object> form = new LinkedHashMap<>(bytes("stream", stream.bytes()));
            form.put("announced", stream.announced());
            return form;
        }
        if (value instanceof Instant instant) {
            return Map.of("$", "date", "millis", instant.toEpochMilli());
        }
        if (value instanceof Headers headers) {
            return Map.of("$", "headers", "of", headers.entries());
        }
        if (value instanceof Double number && !isPlain(number)) {
            return Map.of("$", "number", "text", number.equals(-0.0) ? "-0" : number.toString());
        }
        if (value instanceof List<?> items) {
            List<@Nullable Object> all = new ArrayList<>();
            items.forEach(item -> all.add(tagged(item)));
            return all;
        }
        return value instanceof Map<?, ?> members ? object(members) : value;
    }

    private static boolean isPlain(Double number) {
        return !number.isNaN() && !number.isInfinite() && !number.equals(-0.0);
    }

    private Map<String, Object> bytes(String form, byte[] content) {
        int at = bytes.size();
        bytes.writeBytes(content);
        return Map.of("$", form, "at", at, "length", content.length);
    }

    private Object object(Map<?, ?> members) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        members.forEach((name, member) -> all.put((String) name, tagged(member)));
        return all.containsKey("$") ? Map.of("$", "object", "of", all) : all;
    }

    /** The members of the object that was packed; what JavaScript calls undefined is {@code null}. */
    static Map<String, @Nullable Object> unpack(byte[] packed) {
        int length = ByteBuffer.wrap(packed).getInt();
        JsonNode text = MAPPER.readTree(packed, 4, length);
        return members(text, Arrays.copyOfRange(packed, 4 + length, packed.length));
    }

    private static Map<String, @Nullable Object> members(JsonNode object, byte[] bytes) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), untagged(member.getValue(), bytes)));
        return members;
    }

    private static List<@Nullable Object> items(JsonNode array, byte[] bytes) {
        List<@Nullable Object> items = new ArrayList<>();
        array.forEach(item -> items.add(untagged(item, bytes)));
        return items;
    }

    private static @Nullable Object untagged(JsonNode value, byte[] bytes) {
        if (value.isArray()) {
            return items(value, bytes);
        }
        if (!value.isObject()) {
            return plain(value);
        }
        return switch (value.path("$").asString("")) {
            case "" -> members(value, bytes);
            case "object" -> members(value.get("of"), bytes);
            case "undefined" -> null;
            case "number" -> Double.valueOf(value.get("text").stringValue());
            case "date" -> Instant.ofEpochMilli(value.get("millis").longValue());
            case "map" -> map(value.get("of"), bytes);
            case "bytes" -> {
                int at = value.get("at").intValue();
                yield Arrays.copyOfRange(bytes, at, at + value.get("length").intValue());
            }
            default -> throw new IllegalStateException("unknown form " + value.get("$"));
        };
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNull()) {
            return null;
        }
        return value.canConvertToLong() && value.isIntegralNumber() ? (Object) value.longValue() : value.doubleValue();
    }

    private static Map<String, @Nullable Object> map(JsonNode entries, byte[] bytes) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.get(0).stringValue(), untagged(entry.get(1), bytes)));
        return map;
    }
}
