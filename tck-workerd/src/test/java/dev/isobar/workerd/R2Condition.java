package dev.isobar.workerd;

import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Etag;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition as JavaScript takes it: members, or headers where members cannot say it. */
final class R2Condition {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private R2Condition() {}

    static @Nullable Object of(R2Conditional condition) {
        if (condition.isNone()) {
            return null;
        }
        return isPlain(condition.etagMatches()) && isPlain(condition.etagDoesNotMatch())
                ? members(condition)
                : headers(condition);
    }

    private static boolean isPlain(List<R2Etag> etags) {
        return etags.isEmpty() || (etags.size() == 1 && !etags.get(0).weak());
    }

    private static Map<String, Object> members(R2Conditional condition) {
        Map<String, Object> members = new LinkedHashMap<>();
        condition.etagMatches().forEach(etag -> members.put("etagMatches", etag.value()));
        condition.etagDoesNotMatch().forEach(etag -> members.put("etagDoesNotMatch", etag.value()));
        if (condition.uploadedBefore() != null) {
            members.put("uploadedBefore", condition.uploadedBefore());
        }
        if (condition.uploadedAfter() != null) {
            members.put("uploadedAfter", condition.uploadedAfter());
        }
        if (condition.secondsGranularity()) {
            members.put("secondsGranularity", true);
        }
        return members;
    }

    private static Packed.Headers headers(R2Conditional condition) {
        List<List<String>> entries = new ArrayList<>();
        add(entries, "If-Match", condition.etagMatches());
        add(entries, "If-None-Match", condition.etagDoesNotMatch());
        add(entries, "If-Unmodified-Since", condition.uploadedBefore());
        add(entries, "If-Modified-Since", condition.uploadedAfter());
        return new Packed.Headers(entries);
    }

    private static void add(List<List<String>> entries, String name, List<R2Etag> etags) {
        if (!etags.isEmpty()) {
            List<String> texts = etags.stream().map(R2Condition::text).toList();
            entries.add(List.of(name, String.join(", ", texts)));
        }
    }

    private static String text(R2Etag etag) {
        return etag.equals(R2Etag.ANY) ? "*" : (etag.weak() ? "W/" : "") + '"' + etag.value() + '"';
    }

    private static void add(List<List<String>> entries, String name, @Nullable Instant instant) {
        if (instant != null) {
            entries.add(List.of(name, HTTP_DATE.format(instant.atOffset(ZoneOffset.UTC))));
        }
    }
}
