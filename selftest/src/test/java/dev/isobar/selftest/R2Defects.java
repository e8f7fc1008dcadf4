package dev.isobar.selftest;

import dev.isobar.r2.R2Checksums;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Defects of R2 drivers that change one kind of thing wherever it passes. */
final class R2Defects {
    private R2Defects() {}

    static R2Driver naming(R2Driver good, UnaryOperator<String> name) {
        return new R2Over(good) {
            @Override
            public @Nullable R2Meta head(String key) throws Exception {
                return good.head(name.apply(key));
            }

            @Override
            public @Nullable R2Content get(String key, R2Read read) throws Exception {
                return good.get(name.apply(key), read);
            }

            @Override
            public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                    throws Exception {
                return good.put(name.apply(key), body, facts, onlyIf);
            }

            @Override
            public void delete(List<String> keys) throws Exception {
                good.delete(keys.stream().map(name).toList());
            }
        };
    }

    static R2Driver describing(R2Driver good, UnaryOperator<R2Meta> change) {
        return new R2Over(good) {
            @Override
            public @Nullable R2Meta head(String key) throws Exception {
                R2Meta found = good.head(key);
                return found == null ? null : change.apply(found);
            }

            @Override
            public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                    throws Exception {
                R2Meta stored = good.put(key, body, facts, onlyIf);
                return stored == null ? null : change.apply(stored);
            }
        };
    }

    static R2Driver writing(R2Driver good, UnaryOperator<R2Facts> change) {
        return new R2Over(good) {
            @Override
            public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                    throws Exception {
                return good.put(key, body, change.apply(facts), onlyIf);
            }
        };
    }

    static R2Driver listing(R2Driver good, UnaryOperator<R2Driver.R2Listing> change) {
        return new R2Over(good) {
            @Override
            public R2Listing list(R2ListRequest request) throws Exception {
                return change.apply(good.list(request));
            }
        };
    }

    static R2Driver listingUploads(R2Driver good, UnaryOperator<R2Driver.R2UploadListing> change) {
        return new R2Over(good) {
            @Override
            public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit)
                    throws Exception {
                return change.apply(good.listUploads(prefix, after, limit));
            }
        };
    }

    static R2Driver listingParts(R2Driver good, UnaryOperator<R2Driver.R2PartListing> change) {
        return new R2Over(good) {
            @Override
            public @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit)
                    throws Exception {
                R2PartListing page = good.listParts(key, uploadId, after, limit);
                return page == null ? null : change.apply(page);
            }
        };
    }

    /** How parts are chosen in place of what an assembly does. */
    interface Choice {
        List<Part> of(Collection<Part> uploaded);
    }

    static R2Assembly choosing(R2Assembly good, Choice choice) {
        return new R2Assembly() {
            @Override
            public List<Wanted> wanted() {
                return good.wanted();
            }

            @Override
            public List<Part> choose(Collection<Part> uploaded) {
                return choice.of(uploaded);
            }
        };
    }

    static R2Facts custom(R2Facts facts, Map<String, String> metadata) {
        return new R2Facts(facts.httpMetadata(), metadata, facts.storageClass(), facts.ssecKeyMd5());
    }

    static R2Meta etag(R2Meta meta, String etag) {
        return new R2Meta(
                meta.key(), meta.version(), meta.size(), etag, meta.checksums(), meta.uploaded(), meta.facts());
    }

    static R2Meta version(R2Meta meta, String version) {
        return new R2Meta(
                meta.key(), version, meta.size(), meta.etag(), meta.checksums(), meta.uploaded(), meta.facts());
    }

    static R2Meta size(R2Meta meta, long size) {
        return new R2Meta(
                meta.key(), meta.version(), size, meta.etag(), meta.checksums(), meta.uploaded(), meta.facts());
    }

    static R2Meta checksums(R2Meta meta, R2Checksums checksums) {
        return new R2Meta(
                meta.key(), meta.version(), meta.size(), meta.etag(), checksums, meta.uploaded(), meta.facts());
    }

    static R2Meta uploaded(R2Meta meta, Instant uploaded) {
        return new R2Meta(
                meta.key(), meta.version(), meta.size(), meta.etag(), meta.checksums(), uploaded, meta.facts());
    }

    static R2Meta facts(R2Meta meta, R2Facts facts) {
        return new R2Meta(
                meta.key(), meta.version(), meta.size(), meta.etag(), meta.checksums(), meta.uploaded(), facts);
    }
}
