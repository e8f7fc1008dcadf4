package dev.isobar.selftest;

import static dev.isobar.selftest.R2Defects.checksums;
import static dev.isobar.selftest.R2Defects.custom;
import static dev.isobar.selftest.R2Defects.describing;
import static dev.isobar.selftest.R2Defects.etag;
import static dev.isobar.selftest.R2Defects.facts;
import static dev.isobar.selftest.R2Defects.listing;
import static dev.isobar.selftest.R2Defects.naming;
import static dev.isobar.selftest.R2Defects.size;
import static dev.isobar.selftest.R2Defects.uploaded;
import static dev.isobar.selftest.R2Defects.version;
import static dev.isobar.selftest.R2Defects.writing;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Driver.R2Content;
import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with an R2 driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenR2 implements R2Defect {
    FOLDS_PATHS("R2-KEY-03", good -> naming(good, key -> key.replace("//", "/"))),
    FOLDS_CASE("R2-KEY-03", good -> naming(good, key -> key.toLowerCase(Locale.ROOT))),
    HASHES_OTHERWISE("R2-OBJ-01", good -> describing(good, meta -> etag(meta, meta.version()))),
    KEEPS_THE_VERSION("R2-OBJ-02", good -> describing(good, meta -> version(meta, meta.etag()))),
    FORGETS_THE_GIVEN_HASH("R2-OBJ-03", good -> describing(good, meta -> checksums(meta, R2Checksums.NONE))),
    READS_ANOTHER_TIME("R2-OBJ-07", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta head(String key) throws Exception {
            R2Meta found = good.head(key);
            return found == null ? null : uploaded(found, found.uploaded().minusSeconds(1));
        }
    }),
    CUTS_BODIES("R2-OBJ-08", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            return found == null || found.body() == null
                    ? found
                    : new R2Content(found.meta(), found.span(), new ByteArrayInputStream(new byte[100]));
        }
    }),
    COMPLAINS_OF_UNREAD_BYTES("R2-OBJ-11", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            return found == null || found.body() == null
                    ? found
                    : new R2Content(found.meta(), found.span(), new FilterInputStream(found.body()) {
                        @Override
                        public void close() throws IOException {
                            if (read() >= 0) {
                                throw new IOException("premature end of the chunk coded message body");
                            }
                            super.close();
                        }
                    });
        }
    }),
    MERGES_METADATA("R2-PUT-01", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            R2Meta before = good.head(key);
            Map<String, String> merged = new LinkedHashMap<>();
            if (before != null) {
                merged.putAll(before.facts().customMetadata());
            }
            merged.putAll(facts.customMetadata());
            return good.put(key, body, custom(facts, merged), onlyIf);
        }
    }),
    INFERS_A_TYPE(
            "R2-PUT-04",
            good -> writing(
                    good,
                    facts -> new R2Facts(
                            R2HTTPMetadata.ofContentType("application/octet-stream"),
                            facts.customMetadata(),
                            facts.storageClass(),
                            null))),
    FOLDS_METADATA_NAMES(
            "R2-PUT-05",
            good -> writing(good, facts -> {
                Map<String, String> folded = new LinkedHashMap<>();
                facts.customMetadata().forEach((name, text) -> folded.put(name.toLowerCase(Locale.ROOT), text));
                return custom(facts, folded);
            })),
    KEEPS_ASCII_METADATA_ONLY(
            "R2-PUT-05",
            good -> writing(good, facts -> {
                Map<String, String> ascii = new LinkedHashMap<>();
                facts.customMetadata().forEach((name, text) -> ascii.put(name, text.replaceAll("[^ -~]", "?")));
                return custom(facts, ascii);
            })),
    DROPS_EMPTY_HEADERS(
            "R2-PUT-07",
            good -> writing(
                    good,
                    facts -> "".equals(facts.httpMetadata().contentType())
                            ? new R2Facts(R2HTTPMetadata.NONE, facts.customMetadata(), facts.storageClass(), null)
                            : facts)),
    KEEPS_THE_EXPIRY_IN_31_BITS(
            "R2-PUT-14",
            good -> writing(good, facts -> {
                Instant expiry = facts.httpMetadata().cacheExpiry();
                return expiry == null || expiry.getEpochSecond() <= Integer.MAX_VALUE
                        ? facts
                        : new R2Facts(
                                facts.httpMetadata().withCacheExpiry(Instant.ofEpochSecond(Integer.MAX_VALUE)),
                                facts.customMetadata(),
                                facts.storageClass(),
                                null);
            })),
    DELETES_BEFORE_IT_STORES("R2-PUT-08", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            if (onlyIf.conditional().isNone()) {
                good.delete(List.of(key));
            }
            return good.put(key, body, facts, onlyIf);
        }
    }),
    LOSES_THE_OBJECT_TO_A_WRONG_HASH("R2-PUT-09", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            if (body.expected() != null && !onlyIf.conditional().isNone()) {
                good.delete(List.of(key));
            }
            return good.put(key, body, facts, onlyIf);
        }
    }),
    STORES_IF_THE_HASH_IS_RIGHT("R2-PUT-09", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            return good.put(
                    key, body, facts, body.expected() == null ? onlyIf : new R2Precondition(R2Conditional.NONE));
        }
    }),
    STORES_WHAT_CAME("R2-PUT-03", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            try {
                return good.put(key, body, facts, onlyIf);
            } catch (IOException | RuntimeException broken) {
                good.put(key, new R2Remains(), facts, onlyIf);
                throw broken;
            }
        }
    }),
    READS_THE_RANGE_FIRST("R2-GET-02", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            good.get(key, new R2Read(new R2Precondition(R2Conditional.NONE), read.range(), read.ssecKey()));
            return good.get(key, read);
        }
    }),
    IGNORES_RANGES("R2-RANGE-01", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            return good.get(key, new R2Read(read.onlyIf(), R2Range.ALL, read.ssecKey()));
        }
    }),
    IS_STRICT_WITH_HEADERS("R2-RANGE-04", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Range range = read.range();
            R2Range strict = new R2Range(range.offset(), range.length(), range.suffix(), false);
            return good.get(key, new R2Read(read.onlyIf(), strict, read.ssecKey()));
        }
    }),
    CALLS_THE_PART_THE_WHOLE("R2-RANGE-05", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            return found == null
                    ? null
                    : new R2Content(size(found.meta(), found.span().length()), found.span(), found.body());
        }
    }),
    KNOWS_WHOLE_SECONDS_ONLY("R2-COND-03", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Conditional whole = read.onlyIf().conditional().withSecondsGranularity(true);
            return good.get(key, new R2Read(new R2Precondition(whole), read.range(), read.ssecKey()));
        }
    }),
    STORES_AND_THEN_LOOKS("R2-COND-05", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            boolean held = onlyIf.holds(good.head(key));
            R2Meta stored = good.put(key, body, facts, new R2Precondition(R2Conditional.NONE));
            return held ? stored : null;
        }
    }),
    LOOKS_AND_THEN_STORES("R2-COND-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            boolean held = onlyIf.holds(good.head(key));
            LockSupport.parkNanos(1_000_000);
            return held ? good.put(key, body, facts, new R2Precondition(R2Conditional.NONE)) : null;
        }
    }),
    TAKES_ABSENT_FOR_OLD("R2-COND-04", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            R2Conditional any = onlyIf.conditional().withUploadedAfter(null);
            return good.put(key, body, facts, good.head(key) == null ? new R2Precondition(any) : onlyIf);
        }
    }),
    COMPLAINS_OF_ABSENT_KEYS("R2-DEL-01", good -> new R2Over(good) {
        @Override
        public void delete(List<String> keys) throws Exception {
            for (String key : keys) {
                Objects.requireNonNull(good.head(key), "no such key");
            }
            good.delete(keys);
        }
    }),
    ENDS_UPLOADS_WITH_THE_OBJECT("R2-DEL-04", good -> new R2Over(good) {
        private final Map<String, String> open = new ConcurrentHashMap<>();

        @Override
        public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
            String uploadId = good.createUpload(key, facts, ssecKey);
            open.put(key, uploadId);
            return uploadId;
        }

        @Override
        public void delete(List<String> keys) throws Exception {
            for (String key : keys) {
                good.abortUpload(key, open.getOrDefault(key, ""));
            }
            good.delete(keys);
        }
    }),
    LISTS_IN_THE_ORDER_OF_STRINGS(
            "R2-LIST-01",
            good -> listing(good, page -> {
                List<R2Meta> objects = new ArrayList<>(page.objects());
                objects.sort(Comparator.comparing(R2Meta::key));
                return new R2Listing(objects, page.prefixes(), page.truncated());
            })),
    LISTS_BACKWARDS(
            "R2-LIST-01",
            good -> listing(good, page -> {
                List<R2Meta> objects = new ArrayList<>(page.objects());
                Collections.reverse(objects);
                return new R2Listing(objects, page.prefixes(), page.truncated());
            })),
    LISTS_NO_CHECKSUMS(
            "R2-LIST-10",
            good -> listing(good, page -> {
                List<R2Meta> objects = new ArrayList<>(page.objects());
                objects.replaceAll(meta -> checksums(meta, R2Checksums.NONE));
                return new R2Listing(objects, page.prefixes(), page.truncated());
            })),
    LISTS_NO_VERSIONS(
            "R2-LIST-10",
            good -> listing(good, page -> {
                List<R2Meta> objects = new ArrayList<>(page.objects());
                objects.replaceAll(meta -> version(meta, ""));
                return new R2Listing(objects, page.prefixes(), page.truncated());
            })),
    LISTS_NO_METADATA(
            "R2-LIST-07",
            good -> listing(good, page -> {
                List<R2Meta> objects = new ArrayList<>(page.objects());
                objects.replaceAll(meta -> facts(meta, R2Facts.NONE));
                return new R2Listing(objects, page.prefixes(), page.truncated());
            })),
    SHOWS_PREFIXES_WITHOUT_DELIMITER(
            "R2-LIST-04",
            good -> listing(good, page -> {
                List<String> bare = page.prefixes().stream()
                        .map(prefix -> prefix.substring(0, prefix.length() - 1))
                        .toList();
                return new R2Listing(page.objects(), bare, page.truncated());
            })),
    ALWAYS_GOES_ON(
            "R2-LIST-05",
            good -> listing(
                    good,
                    page -> new R2Listing(
                            page.objects(), page.prefixes(), !page.objects().isEmpty()))),
    ENDS_AFTER_ONE_PAGE(
            "R2-LIST-05", good -> listing(good, page -> new R2Listing(page.objects(), page.prefixes(), false))),
    REPEATS_FOLDED_PREFIXES("R2-LIST-05", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2ListRequest.Position after = request.after();
            return after == null || !after.folded()
                    ? good.list(request)
                    : good.list(new R2ListRequest(
                            request.prefix(),
                            request.delimiter(),
                            new R2ListRequest.Position(after.text(), false),
                            request.limit(),
                            request.include()));
        }
    }),
    STARTS_AT_THE_KEY("R2-LIST-08", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2ListRequest.Position after = request.after();
            R2Listing page = good.list(request);
            R2Meta start = after == null ? null : good.head(after.text());
            if (start == null) {
                return page;
            }
            List<R2Meta> objects = new ArrayList<>(page.objects());
            objects.add(0, start);
            return new R2Listing(objects, page.prefixes(), page.truncated());
        }
    });

    private final String rule;
    private final UnaryOperator<R2Driver> defect;

    BrokenR2(String rule, UnaryOperator<R2Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public R2Driver over(R2Driver good) {
        return defect.apply(good);
    }
}
