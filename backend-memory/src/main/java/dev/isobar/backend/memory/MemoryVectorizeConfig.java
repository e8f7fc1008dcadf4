package dev.isobar.backend.memory;

import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SettingsReader;
import dev.isobar.vectorize.VectorizeMetric;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one vector index.
 *
 * @param dimensions how many values a vector has; 0 if the first vector decides
 * @param metric the measure of nearness
 * @param metadataIndexes the properties that filters can see from the start
 * @param visibility how long a write stays invisible
 * @param unindexedFilter what a filter on another property does
 */
record MemoryVectorizeConfig(
        int dimensions,
        VectorizeMetric metric,
        List<MetadataIndex> metadataIndexes,
        Duration visibility,
        UnindexedFilter unindexedFilter) {
    private static final int MOST_DIMENSIONS = 4_096;

    /** What a filter on a property without a metadata index does. */
    enum UnindexedFilter {
        /** It matches nothing. */
        LENIENT,
        /** It is refused. */
        STRICT
    }

    static MemoryVectorizeConfig of(Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        MemoryVectorizeConfig read = new MemoryVectorizeConfig(
                reader.number("dimensions", 0, 1, MOST_DIMENSIONS),
                reader.read("metric", "cosine, euclidean or dot-product", VectorizeMetric.COSINE, text -> metric(text)),
                reader.read(
                        "metadataIndexes",
                        "distinct properties with their type, such as genre:string,made.year:number,new:boolean",
                        List.of(),
                        MemoryVectorizeConfig::indexes),
                reader.duration("visibility", Duration.ZERO),
                reader.choice("unindexedFilter", UnindexedFilter.LENIENT));
        reader.check();
        return read;
    }

    private static @Nullable VectorizeMetric metric(String text) {
        for (VectorizeMetric metric : VectorizeMetric.values()) {
            if (metric.label().equals(text)) {
                return metric;
            }
        }
        return null;
    }

    private static @Nullable List<MetadataIndex> indexes(String text) {
        Map<String, MetadataIndex> indexes = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int colon = pair.lastIndexOf(':');
            MetadataIndex.Type type = type(pair.substring(colon + 1));
            String property = pair.substring(0, Math.max(0, colon));
            if (type == null || property.isEmpty() || indexes.containsKey(property)) {
                return null;
            }
            indexes.put(property, new MetadataIndex(property, type));
        }
        return List.copyOf(indexes.values());
    }

    private static MetadataIndex.@Nullable Type type(String text) {
        return switch (text) {
            case "string" -> MetadataIndex.Type.STRING;
            case "number" -> MetadataIndex.Type.NUMBER;
            case "boolean" -> MetadataIndex.Type.BOOLEAN;
            default -> null;
        };
    }
}
