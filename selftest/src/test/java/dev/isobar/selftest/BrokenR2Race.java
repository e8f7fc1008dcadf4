package dev.isobar.selftest;

import static dev.isobar.selftest.R2Defects.describing;
import static dev.isobar.selftest.R2Defects.facts;
import static dev.isobar.selftest.R2Defects.uploaded;

import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is wrong with an R2 driver only while other calls run, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenR2Race implements R2Defect {
    READS_METADATA_BEFORE_THE_BODY("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Meta before = good.head(key);
            pause();
            R2Content found = good.get(key, read);
            return found == null || before == null ? found : new R2Content(before, found.span(), found.body());
        }
    }),
    READS_CUSTOM_METADATA_AFTER_THE_BODY("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            pause();
            R2Meta after = good.head(key);
            return found == null || after == null
                    ? found
                    : new R2Content(facts(found.meta(), after.facts()), found.span(), found.body());
        }
    }),
    CUTS_RANGES_FROM_THE_SIZE_OF_BEFORE("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Meta before = good.head(key);
            pause();
            R2Content found = good.get(key, read);
            R2Read.Span span = before == null ? null : read.select(before);
            return found == null || span == null ? found : new R2Content(found.meta(), span, found.body());
        }
    }),
    HEADS_THE_TIME_OF_ANOTHER_VERSION("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta head(String key) throws Exception {
            R2Meta found = good.head(key);
            pause();
            R2Meta again = good.head(key);
            return found == null || again == null ? found : uploaded(found, again.uploaded());
        }
    }),
    LISTS_METADATA_OF_ANOTHER_VERSION("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2Listing page = good.list(request);
            pause();
            List<R2Meta> objects = new ArrayList<>();
            for (R2Meta listed : page.objects()) {
                R2Meta now = good.head(listed.key());
                objects.add(now == null ? listed : facts(listed, now.facts()));
            }
            return new R2Listing(objects, page.prefixes(), page.truncated());
        }
    }),
    LISTS_TIMES_OF_ANOTHER_VERSION("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public R2Listing list(R2ListRequest request) throws Exception {
            R2Listing page = good.list(request);
            pause();
            List<R2Meta> objects = new ArrayList<>();
            for (R2Meta listed : page.objects()) {
                R2Meta now = good.head(listed.key());
                objects.add(now == null ? listed : uploaded(listed, now.uploaded()));
            }
            return new R2Listing(objects, page.prefixes(), page.truncated());
        }
    }),
    SHOWS_AN_OBJECT_BEFORE_ITS_BODY("R2-OBJ-13", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            if (!body.repeatable() && onlyIf.conditional().isNone()) {
                good.put(key, new R2Remains(), facts, new R2Precondition(R2Conditional.NONE.withEtagDoesNotMatch("*")));
            }
            return good.put(key, body, facts, onlyIf);
        }
    }),
    OPENS_BODIES_WHEN_THEY_ARE_READ("R2-OBJ-14", good -> new R2Over(good) {
        @Override
        public @Nullable R2Content get(String key, R2Read read) throws Exception {
            R2Content found = good.get(key, read);
            InputStream body = found == null ? null : found.body();
            return found == null || body == null
                    ? found
                    : new R2Content(found.meta(), found.span(), new Late(() -> {
                        R2Content now = good.get(key, read);
                        return now == null || now.body() == null ? body : now.body();
                    }));
        }
    }),
    KNOWS_WHOLE_SECONDS_OF_ITS_OWN_CLOCK(
            "R2-OBJ-07",
            good ->
                    new R2Over(describing(
                            good, meta -> uploaded(meta, meta.uploaded().truncatedTo(ChronoUnit.SECONDS)))) {
                        @Override
                        public Capabilities capabilities() {
                            return Capabilities.of(Capability.READ_YOUR_WRITES, Capability.R2_MILLISECOND_TIMES);
                        }
                    }),
    CHECKS_CREATE_ONLY_BEFORE_THE_BODY("R2-COND-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            boolean creates = onlyIf.conditional().etagDoesNotMatch() != null && !body.repeatable();
            return creates && good.head(key) == null
                    ? good.put(key, body, facts, new R2Precondition(R2Conditional.NONE))
                    : good.put(key, body, facts, onlyIf);
        }
    }),
    BRINGS_BACK_WHAT_WAS_DELETED("R2-COND-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
            R2Meta before = good.head(key);
            R2Meta stored = good.put(key, body, facts, onlyIf);
            boolean deleted = stored == null && good.head(key) == null && onlyIf.holds(before) && before != null;
            return deleted ? good.put(key, new R2Remains(), facts, new R2Precondition(R2Conditional.NONE)) : stored;
        }
    }),
    TELLS_WHEN_AN_UPLOAD_BEGAN("R2-OBJ-07", good -> new R2Over(good) {
        private final Map<String, Instant> begun = new ConcurrentHashMap<>();

        @Override
        public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
            String id = good.createUpload(key, facts, ssecKey);
            R2Meta now = good.put("now", new R2Remains(), facts, new R2Precondition(R2Conditional.NONE));
            begun.put(id, Objects.requireNonNull(now).uploaded());
            good.delete(List.of("now"));
            return id;
        }

        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            R2Meta made = good.completeUpload(key, uploadId, assembly);
            return made == null ? null : uploaded(made, begun.getOrDefault(uploadId, made.uploaded()));
        }
    }),
    LETS_TWO_COMPLETE("R2-MPU-15", good -> new R2Over(good) {
        private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            AtomicInteger here = running.computeIfAbsent(uploadId, id -> new AtomicInteger());
            boolean others = here.incrementAndGet() > 1;
            try {
                pause();
                R2Meta made = good.completeUpload(key, uploadId, assembly);
                return made == null && others ? good.head(key) : made;
            } finally {
                here.decrementAndGet();
            }
        }
    }),
    ENDS_AN_UPLOAD_WHILE_IT_REFUSES("R2-MPU-15", good -> new R2Over(good) {
        private final Set<String> ended = ConcurrentHashMap.newKeySet();

        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            if (!ended.add(uploadId)) {
                return null;
            }
            try {
                return good.completeUpload(key, uploadId, assembly);
            } catch (Exception refused) {
                ended.remove(uploadId);
                throw refused;
            }
        }
    }),
    TAKES_A_PART_AFTER_THE_END_OF_ITS_UPLOAD("R2-MPU-15", good -> new R2Over(good) {
        @Override
        public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
            boolean open = good.listParts(key, uploadId, 0, 1) != null;
            String etag = good.uploadPart(key, uploadId, partNumber, body);
            return etag == null && open ? body.md5() : etag;
        }
    }),
    SPOILS_THE_OBJECT_WITH_A_LATE_PART("R2-MPU-15", good -> new R2Over(good) {
        @Override
        public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
            boolean open = good.listParts(key, uploadId, 0, 1) != null;
            String etag = good.uploadPart(key, uploadId, partNumber, body);
            R2Meta made = good.head(key);
            if (etag == null && open && made != null) {
                good.put(key, new R2Remains(), made.facts(), new R2Precondition(R2Conditional.NONE));
            }
            return etag;
        }
    }),
    LOSES_A_PART_TO_ANOTHER("R2-MPU-15", good -> new R2Over(good) {
        private final AtomicInteger running = new AtomicInteger();

        @Override
        public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
            boolean others = running.incrementAndGet() > 1;
            try {
                pause();
                boolean lost = others && partNumber % 5 == 3;
                return lost ? md5(body) : good.uploadPart(key, uploadId, partNumber, body);
            } finally {
                running.decrementAndGet();
            }
        }
    });

    private final String rule;
    private final UnaryOperator<R2Driver> defect;

    BrokenR2Race(String rule, UnaryOperator<R2Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    /** Gives other threads the time to change something. */
    private static void pause() {
        LockSupport.parkNanos(300_000);
    }

    private static String md5(R2Body body) throws IOException {
        body.stream().readAllBytes();
        return body.md5();
    }

    /** A body that is looked for at its first byte. */
    private static final class Late extends InputStream {
        private final Opening opening;
        private InputStream body = new ByteArrayInputStream(new byte[0]);
        private boolean open;

        /** Looks for the body. */
        private interface Opening {
            InputStream open() throws Exception;
        }

        Late(Opening opening) {
            this.opening = opening;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) throws IOException {
            if (!open) {
                open = true;
                try {
                    body = opening.open();
                } catch (Exception failed) {
                    throw new IOException(failed);
                }
            }
            return body.read(bytes, offset, most);
        }
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
