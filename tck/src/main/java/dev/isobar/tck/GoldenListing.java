package dev.isobar.tck;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code listAll} reports of a whole listing. */
final class GoldenListing {
    private GoldenListing() {}

    static Map<String, @Nullable Object> summary(List<Object> pages, List<String> names) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("pages", pages);
        map.put("total", names.size());
        map.put("first", names.isEmpty() ? null : names.get(0));
        map.put("last", names.isEmpty() ? null : names.get(names.size() - 1));
        map.put(
                "sha256OfNamesJoinedByNewline",
                GoldenOutcome.sha256(String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
        map.put("names", names.size() <= 30 ? names : null);
        return map;
    }
}
