package dev.isobar.internal.r2;

import dev.isobar.error.IsobarException;
import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.R2Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body that is hashed while it is read and refuses before its last byte what was announced wrongly. */
final class R2CheckedBody extends InputStream implements R2Body {
    private final String operation;
    private final R2Checks checks;
    private final InputStream source;
    private final long length;
    private final @Nullable R2Checksum expected;
    private final @Nullable R2SsecKey ssecKey;
    private final R2Digests digests;
    private long left;
    private @Nullable R2Checksums checksums;
    private @Nullable IsobarException refusal;
    private @Nullable IOException unreadable;

    R2CheckedBody(
            String operation,
            R2Checks checks,
            InputStream source,
            long length,
            @Nullable R2Checksum expected,
            @Nullable R2SsecKey ssecKey) {
        this.operation = operation;
        this.checks = checks;
        this.source = source;
        this.length = length;
        this.expected = expected;
        this.ssecKey = ssecKey;
        this.digests = new R2Digests(expected);
        this.left = length;
    }

    /** Checks a body of no bytes, which a driver may never read. */
    void begin() throws IOException {
        if (left == 0) {
            end();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = fromSource(bytes, offset, (int) Math.min(most, left));
        if (count < 0) {
            throw refuse(checks.refused(operation, R2Code.INCOMPLETE_BODY));
        }
        digests.update(bytes, offset, count);
        left -= count;
        if (left == 0) {
            end();
        }
        return count;
    }

    private int fromSource(byte[] bytes, int offset, int most) throws IOException {
        try {
            return source.read(bytes, offset, most);
        } catch (IOException failed) {
            unreadable = failed;
            throw failed;
        }
    }

    private void end() throws IOException {
        if (fromSource(new byte[1], 0, 1) >= 0) {
            throw refuse(checks.refused(operation, R2Code.INCOMPLETE_BODY));
        }
        R2Checksums found = digests.finish();
        if (expected != null && !expected.hex().equals(found.hex().get(expected.algorithm()))) {
            throw refuse(checks.refused(operation, R2Code.BAD_DIGEST, mismatch(expected, found.hex())));
        }
        checksums = found;
    }

    private static String mismatch(R2Checksum expected, Map<R2HashAlgorithm, String> found) {
        String label = expected.algorithm().label();
        return "The " + label + " checksum you specified did not match what we received.\n"
                + "You provided a " + label + " checksum with value: " + expected.hex() + "\n"
                + "Actual " + label + " was: " + found.get(expected.algorithm());
    }

    private IsobarException refuse(IsobarException why) {
        refusal = why;
        return why;
    }

    /** What a failed call is to be blamed on: the body where it was refused or unreadable, else what was thrown. */
    Exception blamed(Exception thrown) {
        return refusal == null ? thrown : refusal;
    }

    @Nullable
    IOException unreadable() {
        return unreadable;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public InputStream stream() {
        return this;
    }

    @Override
    public @Nullable R2Checksum expected() {
        return expected;
    }

    @Override
    public @Nullable R2SsecKey ssecKey() {
        return ssecKey;
    }

    @Override
    public R2Checksums checksums() {
        if (checksums == null) {
            throw new IllegalStateException("the body has not been read to its end");
        }
        return checksums;
    }

    @Override
    public String md5() {
        return Objects.requireNonNull(checksums().hex().get(R2HashAlgorithm.MD5));
    }
}
