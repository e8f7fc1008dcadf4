package dev.isobar.selftest;

import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.R2Body;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of an upload that broke. */
final class R2Remains implements R2Body {
    private static final String MD5 = "9dd4e461268c8034f5c8564e155c67a6";

    @Override
    public long length() {
        return 1;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(new byte[] {'x'});
    }

    @Override
    public @Nullable R2Checksum expected() {
        return null;
    }

    @Override
    public @Nullable R2SsecKey ssecKey() {
        return null;
    }

    @Override
    public R2Checksums checksums() {
        return new R2Checksums(Map.of(R2HashAlgorithm.MD5, MD5));
    }

    @Override
    public String md5() {
        return MD5;
    }
}
