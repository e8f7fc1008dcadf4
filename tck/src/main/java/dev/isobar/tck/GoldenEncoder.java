package dev.isobar.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes arguments and outcomes of steps as JSON that {@link GoldenValues#decode} reads. */
final class GoldenEncoder {
    private GoldenEncoder() {}

    static JsonNode encode(@Nullable Object value) {
        return JsonMapper.shared().valueToTree(plain(value));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Map.of("$bytes", Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof SecondProcess.Saved saved) {
            return Map.of("$ref", saved.name());
        }
        if (value instanceof Instant instant) {
            return Map.of("$date", instant.toEpochMilli());
        }
        if (value instanceof GoldenValues.Headers headers) {
            return Map.of(
                    "$headers",
                    headers.entries().stream()
                            .map(entry -> List.of(entry.getKey(), entry.getValue()))
                            .toList());
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put((String) name, plain(member)));
            return Map.of("$object", members);
        }
        boolean scalar =
                value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
        return scalar ? value : "a handle";
    }
}
