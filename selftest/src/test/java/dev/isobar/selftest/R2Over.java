package dev.isobar.selftest;

import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An R2 driver over a good one; subclasses break one thing. */
class R2Over implements R2Driver {
    final R2Driver good;

    R2Over(R2Driver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public @Nullable R2Meta head(String key) throws Exception {
        return good.head(key);
    }

    @Override
    public @Nullable R2Content get(String key, R2Read read) throws Exception {
        return good.get(key, read);
    }

    @Override
    public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception {
        return good.put(key, body, facts, onlyIf);
    }

    @Override
    public void delete(List<String> keys) throws Exception {
        good.delete(keys);
    }

    @Override
    public R2Listing list(R2ListRequest request) throws Exception {
        return good.list(request);
    }

    @Override
    public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception {
        return good.createUpload(key, facts, ssecKey);
    }

    @Override
    public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception {
        return good.uploadPart(key, uploadId, partNumber, body);
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception {
        return good.completeUpload(key, uploadId, assembly);
    }

    @Override
    public void abortUpload(String key, String uploadId) throws Exception {
        good.abortUpload(key, uploadId);
    }

    @Override
    public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) throws Exception {
        return good.listUploads(prefix, after, limit);
    }

    @Override
    public @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit) throws Exception {
        return good.listParts(key, uploadId, after, limit);
    }
}
