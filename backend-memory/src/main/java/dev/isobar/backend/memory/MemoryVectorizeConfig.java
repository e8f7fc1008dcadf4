package dev.isobar.backend.memory;

import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SettingsReader;
import dev.isobar.vectorize.VectorizeMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one vector index.
 *
 * @param dimensions how many values a vector has; 0 if the first vector decides
 * @param metric the measure of nearness
 * @param metadataIndexes the properties that filters can see from the start
 * @param visibility how long after a write it can be seen
 * @param strict whether a filter on another property is refused; if not, it matches nothing
 */
record MemoryVectorizeConfig(
        int dimensions,
        VectorizeMetric metric,
        List<MetadataIndex> metadataIndexes,
        Duration visibility,
        boolean strict) {
    private static final int MOST_DIMENSIONS = 4_096;

    static MemoryVectorizeConfig of(Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        MemoryVectorizeConfig read = new MemoryVectorizeConfig(
                reader.read("dimensions", "1 to 4096", 0, MemoryVectorizeConfig::dimensions),
                reader.read("metric", "cosine, euclidean or dot-product", VectorizeMetric.COSINE, text -> metric(text)),
                reader.read(
                        "metadataIndexes",
                        "pairs such as genre:string,year:number,new:boolean",
                        List.of(),
                        MemoryVectorizeConfig::indexes),
                reader.read(
                        "visibility",
                        "milliseconds or an ISO duration such as PT2S",
                        Duration.ZERO,
                        MemoryVectorizeConfig::visibility),
                reader.read("unindexedFilter", "lenient or strict", false, MemoryVectorizeConfig::strict));
        reader.check();
        return read;
    }

    private static @Nullable Integer dimensions(String text) {
        int dimensions = Integer.parseInt(text);
        return dimensions < 1 || dimensions > MOST_DIMENSIONS ? null : dimensions;
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
        List<MetadataIndex> indexes = new ArrayList<>();
        for (String pair : text.split(",", -1)) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1) {
                return null;
            }
            String type = pair.substring(colon + 1).toUpperCase(Locale.ROOT);
            indexes.add(new MetadataIndex(pair.substring(0, colon), MetadataIndex.Type.valueOf(type)));
        }
        return indexes;
    }

    private static @Nullable Duration visibility(String text) {
        Duration visibility = text.startsWith("P") ? Duration.parse(text) : Duration.ofMillis(Long.parseLong(text));
        return visibility.isNegative() ? null : visibility;
    }

    private static @Nullable Boolean strict(String text) {
        return switch (text) {
            case "lenient" -> false;
            case "strict" -> true;
            default -> null;
        };
    }
}
