package dev.isobar.r2;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of custom metadata that keep its order, as {@link Map#copyOf} does not. */
final class CustomMetadata {
    private CustomMetadata() {}

    static Map<String, String> copy(Map<String, String> metadata) {
        return metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
