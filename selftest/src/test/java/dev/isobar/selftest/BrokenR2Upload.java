package dev.isobar.selftest;

import static dev.isobar.selftest.R2Defects.choosing;
import static dev.isobar.selftest.R2Defects.listingParts;
import static dev.isobar.selftest.R2Defects.listingUploads;

import dev.isobar.error.LimitExceededException;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2ListedPart;
import dev.isobar.r2.R2ListedUpload;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Driver.R2PartListing;
import dev.isobar.spi.R2Driver.R2UploadListing;
import dev.isobar.spi.R2Driver.UploadPosition;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the uploads of an R2 driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenR2Upload implements R2Defect {
    SHOWS_OPEN_UPLOADS("R2-MPU-01", good -> new R2Over(good) {
        @Override
        public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
            try {
                good.put(key, new R2Remains(), facts, new R2Precondition(R2Conditional.NONE));
            } catch (IOException never) {
                throw new AssertionError(never);
            }
            return good.createUpload(key, facts, ssecKey);
        }
    }),
    FORGETS_WHAT_AN_UPLOAD_WAS_TOLD("R2-MPU-01", good -> new R2Over(good) {
        @Override
        public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
            return good.createUpload(key, R2Facts.NONE, ssecKey);
        }
    }),
    TRUSTS_THE_LIST_OF_PARTS("R2-MPU-03", good -> new R2Over(good) {
        @Override
        public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
            return good.uploadPart(key, uploadId, partNumber, body) == null ? null : "part-" + partNumber;
        }

        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            return good.completeUpload(key, uploadId, choosing(assembly, uploaded -> {
                Map<Integer, R2Assembly.Part> real = new LinkedHashMap<>();
                uploaded.forEach(part -> real.put(part.partNumber(), part));
                return assembly
                        .choose(uploaded.stream()
                                .map(part -> new R2Assembly.Part(
                                        part.partNumber(), "part-" + part.partNumber(), part.size()))
                                .toList())
                        .stream()
                        .map(part -> Objects.requireNonNull(real.get(part.partNumber())))
                        .toList();
            }));
        }
    }),
    JOINS_PARTS_BACKWARDS("R2-MPU-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            return good.completeUpload(key, uploadId, choosing(assembly, uploaded -> {
                List<R2Assembly.Part> chosen = new ArrayList<>(assembly.choose(uploaded));
                Collections.reverse(chosen);
                return chosen;
            }));
        }
    }),
    JOINS_ALL_PARTS("R2-MPU-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            return good.completeUpload(key, uploadId, choosing(assembly, uploaded -> {
                assembly.choose(uploaded);
                return List.copyOf(uploaded);
            }));
        }
    }),
    SORTS_BEFORE_IT_LOOKS_FOR_SMALL_PARTS("R2-MPU-06", good -> new R2Over(good) {
        @Override
        public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
            return good.completeUpload(key, uploadId, choosing(assembly, uploaded -> {
                try {
                    return assembly.choose(uploaded);
                } catch (LimitExceededException small) {
                    Map<Integer, R2Assembly.Part> sorted = new TreeMap<>();
                    uploaded.forEach(part -> sorted.put(part.partNumber(), part));
                    return List.copyOf(sorted.values());
                }
            }));
        }
    }),
    COMPLAINS_OF_A_SECOND_ABORT("R2-MPU-09", good -> new R2Over(good) {
        private final Map<String, Boolean> aborted = new ConcurrentHashMap<>();

        @Override
        public void abortUpload(String key, String uploadId) throws Exception {
            if (aborted.put(uploadId, true) != null) {
                throw new IllegalStateException("no such upload");
            }
            good.abortUpload(key, uploadId);
        }
    }),
    ASKS_FOR_NO_KEY("R2-MPU-10", good -> new R2Over(good) {
        private final Map<String, String> keys = new ConcurrentHashMap<>();

        @Override
        public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
            String uploadId = good.createUpload(key, facts, ssecKey);
            keys.put(uploadId, key);
            return uploadId;
        }

        @Override
        public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
            return good.uploadPart(keys.getOrDefault(uploadId, key), uploadId, partNumber, body);
        }
    }),
    LISTS_UPLOADS_IN_THE_ORDER_OF_STRINGS(
            "R2-MPU-13",
            good -> listingUploads(good, page -> {
                List<R2ListedUpload> sorted = new ArrayList<>(page.uploads());
                sorted.sort(Comparator.comparing(R2ListedUpload::key));
                return new R2UploadListing(sorted, page.truncated());
            })),
    LISTS_ONE_PAGE_OF_UPLOADS(
            "R2-MPU-13", good -> listingUploads(good, page -> new R2UploadListing(page.uploads(), false))),
    LISTS_ONE_UPLOAD_OF_EACH_KEY("R2-MPU-13", good -> new R2Over(good) {
        @Override
        public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) throws Exception {
            UploadPosition behind = after == null ? null : new UploadPosition(after.key(), "\uFFFF");
            return good.listUploads(prefix, behind, limit);
        }
    }),
    LISTS_UPLOADS_OF_ALL_KEYS("R2-MPU-13", good -> new R2Over(good) {
        @Override
        public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) throws Exception {
            return good.listUploads("", after, limit);
        }
    }),
    SHOWS_WHEN_UPLOADS_WERE_LISTED(
            "R2-MPU-13",
            good -> listingUploads(
                    good,
                    page -> new R2UploadListing(
                            page.uploads().stream()
                                    .map(upload -> new R2ListedUpload(
                                            upload.key(),
                                            upload.uploadId(),
                                            upload.initiated().plusSeconds(1),
                                            upload.storageClass()))
                                    .toList(),
                            page.truncated()))),
    FORGETS_THE_CLASS_OF_AN_UPLOAD(
            "R2-MPU-13",
            good -> listingUploads(
                    good,
                    page -> new R2UploadListing(
                            page.uploads().stream()
                                    .map(upload -> new R2ListedUpload(
                                            upload.key(),
                                            upload.uploadId(),
                                            upload.initiated(),
                                            R2StorageClass.STANDARD))
                                    .toList(),
                            page.truncated()))),
    LISTS_ABORTED_UPLOADS("R2-MPU-13", good -> new R2Over(good) {
        private final Map<String, R2ListedUpload> aborted = new ConcurrentHashMap<>();

        @Override
        public void abortUpload(String key, String uploadId) throws Exception {
            aborted.put(key, new R2ListedUpload(key, uploadId, Instant.EPOCH, R2StorageClass.STANDARD));
            good.abortUpload(key, uploadId);
        }

        @Override
        public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) throws Exception {
            List<R2ListedUpload> all = new ArrayList<>(aborted.values());
            R2UploadListing page = good.listUploads(prefix, after, limit);
            all.addAll(page.uploads());
            return new R2UploadListing(all, page.truncated());
        }
    }),
    LISTS_PARTS_BACKWARDS(
            "R2-MPU-14",
            good -> listingParts(good, page -> {
                List<R2ListedPart> parts = new ArrayList<>(page.parts());
                Collections.reverse(parts);
                return new R2PartListing(parts, page.truncated());
            })),
    LISTS_ONE_PAGE_OF_PARTS("R2-MPU-14", good -> listingParts(good, page -> new R2PartListing(page.parts(), false))),
    STARTS_AT_THE_LAST_PART("R2-MPU-14", good -> new R2Over(good) {
        @Override
        public @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit) throws Exception {
            return good.listParts(key, uploadId, Math.max(0, after - 1), limit);
        }
    }),
    LISTS_NO_PARTS_OF_AN_ABORTED_UPLOAD("R2-MPU-14", good -> new R2Over(good) {
        @Override
        public @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit) throws Exception {
            R2PartListing page = good.listParts(key, uploadId, after, limit);
            return page == null ? new R2PartListing(List.of(), false) : page;
        }
    });

    private final String rule;
    private final UnaryOperator<R2Driver> defect;

    BrokenR2Upload(String rule, UnaryOperator<R2Driver> defect) {
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
