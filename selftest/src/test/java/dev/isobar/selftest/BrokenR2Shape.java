package dev.isobar.selftest;

import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Range;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2ListRequest.Position;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is wrong with an R2 driver for some shapes of its arguments only, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenR2Shape implements R2Defect {
    READS_BOUNDED_RANGES_ONE_BYTE_LATE("R2-RANGE-04", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Range range = read.range();
            return range.equals(new R2Range(2L, 4L, null, true))
                    ? good.get(key, reading(read, new R2Range(3L, 4L, null, true)))
                    : good.get(key, read);
        }
    }),
    SKIPS_TOO_LITTLE_OF_A_LARGE_BODY("R2-OBJ-15", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            return found == null || found.body() == null
                    ? found
                    : new R2Content(found.meta(), found.span(), new Skipping(found.body()));
        }
    }),
    READS_NOTHING_AT_FIRST_FROM_A_BORDER("R2-RANGE-05", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            if (found == null || found.span() == null || found.body() == null) {
                return found;
            }
            boolean border = found.span().offset() > 0 && found.span().offset() % 1_048_576 == 0;
            return border ? new R2Content(found.meta(), found.span(), new Hesitating(found.body())) : found;
        }
    }),
    TAKES_THE_SAME_BYTES_FOR_ITS_OWN("R2-COND-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            R2Meta stored = good.put(key, body, facts, onlyIf);
            R2Meta present = stored == null ? good.head(key) : null;
            boolean same = present != null
                    && body.repeatable()
                    && present.etag().equals(md5(body.stream().readAllBytes()));
            return same ? present : stored;
        }
    }),
    TAKES_A_LONG_SUFFIX_FOR_NONE("R2-RANGE-01", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            Long suffix = read.range().suffix();
            return suffix != null && suffix == 10
                    ? good.get(key, reading(read, R2Range.first(9)))
                    : good.get(key, read);
        }
    }),
    READS_LATER_PARTS_FROM_THEIR_START("R2-RANGE-05", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            Long offset = read.range().offset();
            long part = 5_242_880;
            return offset != null && offset > 2 * part
                    ? good.get(
                            key,
                            reading(read, new R2Range(2 * part, read.range().length(), null, false)))
                    : good.get(key, read);
        }
    }),
    FINDS_NOTHING_FROM_BELOW_THE_PREFIX("R2-LIST-08", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            Position after = request.after();
            boolean below = after != null && after.text().compareTo(request.prefix()) < 0;
            return below ? new R2Listing(List.of(), List.of(), false) : good.list(request);
        }
    }),
    ENDS_BEHIND_THE_PREFIX_TOO_LATE("R2-LIST-08", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            Position after = request.after();
            boolean behind = after != null
                    && after.text().compareTo(request.prefix()) > 0
                    && !after.text().startsWith(request.prefix());
            return behind ? good.list(within(request, "", after)) : good.list(request);
        }
    }),
    STARTS_BEHIND_THE_FOLDED_PREFIX_OF_THE_START("R2-LIST-08", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            Position after = request.after();
            String folded =
                    after == null || !after.text().startsWith(request.prefix()) ? null : request.fold(after.text());
            return folded == null
                    ? good.list(request)
                    : good.list(within(request, request.prefix(), new Position(folded, true)));
        }
    }),
    LEAVES_OUT_THE_KEY_THAT_IS_THE_PREFIX("R2-LIST-03", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2Listing page = good.list(request);
            List<R2Meta> objects = new ArrayList<>(page.objects());
            objects.removeIf(meta -> meta.key().equals(request.prefix())
                    && meta.key().endsWith("/")
                    && request.delimiter() == null
                    && page.objects().size() > 1);
            return new R2Listing(objects, page.prefixes(), page.truncated());
        }
    }),
    TAKES_A_PREFIX_FOR_A_PATTERN("R2-LIST-03", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            int wild = request.prefix().indexOf('_');
            return wild > 0
                    ? good.list(within(request, request.prefix().substring(0, wild), request.after()))
                    : good.list(request);
        }
    }),
    FOLDS_NOTHING_AT_THE_START_OF_A_KEY("R2-LIST-04", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2Listing page = good.list(request);
            String delimiter = request.delimiter();
            List<String> prefixes = new ArrayList<>(page.prefixes());
            prefixes.removeIf(prefix -> prefix.equals(delimiter));
            return new R2Listing(page.objects(), prefixes, page.truncated() && !prefixes.isEmpty());
        }
    }),
    FOLDS_AT_THE_FIRST_CHARACTER_OF_A_DELIMITER("R2-LIST-04", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            String delimiter = request.delimiter();
            return delimiter != null && delimiter.equals("--")
                    ? good.list(new R2ListRequest(
                            request.prefix(), "-", request.after(), request.limit(), request.include()))
                    : good.list(request);
        }
    }),
    LOSES_A_KEY_BETWEEN_PAGES("R2-LIST-05", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2Listing page = good.list(request);
            Position after = request.after();
            boolean lost = after != null && after.folded() && page.objects().size() > 1;
            return lost
                    ? new R2Listing(page.objects().subList(1, page.objects().size()), page.prefixes(), page.truncated())
                    : page;
        }
    }),
    TAKES_A_LANGUAGE_FOR_A_TYPE(
            "R2-PUT-07",
            good -> R2Defects.writing(good, facts -> {
                R2HTTPMetadata headers = facts.httpMetadata();
                return headers.contentType() == null && headers.contentLanguage() != null
                        ? new R2Facts(
                                R2HTTPMetadata.ofContentType("text/plain")
                                        .withContentLanguage(headers.contentLanguage()),
                                facts.customMetadata(),
                                facts.storageClass(),
                                facts.ssecKeyMd5())
                        : facts;
            })),
    LETS_A_MIDDLE_PART_BE_SMALLER("R2-MPU-05", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            return good.completeUpload(key, uploadId, R2Defects.choosing(assembly, uploaded -> {
                List<R2Assembly.Wanted> wanted = assembly.wanted();
                List<R2Assembly.Part> parts = new ArrayList<>(uploaded);
                boolean smaller =
                        parts.size() == 3 && parts.get(1).size() < parts.get(0).size();
                return smaller && wanted.size() == 3 ? parts : assembly.choose(uploaded);
            }));
        }
    });

    private final String rule;
    private final UnaryOperator<R2Driver> defect;

    BrokenR2Shape(String rule, UnaryOperator<R2Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    /** Tells a long skip as longer than it was. */
    private static final class Skipping extends FilterInputStream {
        Skipping(InputStream in) {
            super(in);
        }

        @Override
        public long skip(long count) throws IOException {
            return count > 1_000_000 ? super.skip(count - 1) + 1 : super.skip(count);
        }
    }

    /** The first of its reads gives no byte, as if the one that it should give were in the piece before. */
    private static final class Hesitating extends FilterInputStream {
        private boolean begun;

        Hesitating(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = begun ? length : 0;
            begun = true;
            return super.read(into, offset, most);
        }
    }

    private static String md5(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private static R2Read reading(R2Read read, R2Range range) {
        return new R2Read(read.onlyIf(), range, read.ssecKey());
    }

    private static R2ListRequest within(R2ListRequest request, String prefix, @Nullable Position after) {
        return new R2ListRequest(prefix, request.delimiter(), after, request.limit(), request.include());
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
