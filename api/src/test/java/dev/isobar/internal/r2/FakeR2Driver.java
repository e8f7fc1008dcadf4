package dev.isobar.internal.r2;

import dev.isobar.r2.R2Checksums;
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
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A driver of which a test overrides what it needs; it finds nothing and keeps nothing. */
class FakeR2Driver implements R2Driver {
    static R2Meta meta(String key) {
        return new R2Meta(key, "v1", 5, "etag", R2Checksums.NONE, Instant.EPOCH, R2Facts.NONE);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Capability.values());
    }

    @Override
    public @Nullable R2Meta head(String key) throws Exception {
        return null;
    }

    @Override
    public @Nullable R2Content get(String key, R2Read read) throws Exception {
        return null;
    }

    @Override
    public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
        return null;
    }

    @Override
    public void delete(List<String> keys) throws Exception {}

    @Override
    public R2Listing list(R2ListRequest request) throws Exception {
        return new R2Listing(List.of(), List.of(), false);
    }

    @Override
    public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
        return "upload";
    }

    @Override
    public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
        return "part";
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
        return meta(key);
    }

    @Override
    public void abortUpload(String key, String uploadId) throws Exception {}
}
