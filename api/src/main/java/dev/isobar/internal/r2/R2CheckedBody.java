package dev.isobar.internal.r2;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.CallerFailure;
import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.R2Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of one call of a driver: it refuses what was announced wrongly, and takes the blame for it. */
final class R2CheckedBody implements R2Body {
    private final String operation;
    private final R2Checks checks;
    private final R2Value value;
    private final @Nullable R2Checksum expected;
    private final @Nullable R2SsecKey ssecKey;
    private @Nullable R2CheckedStream opened;
    private @Nullable R2Checksums checksums;
    private @Nullable IsobarException refusal;
    private @Nullable CallerFailure unreadable;

    R2CheckedBody(
            String operation,
            R2Checks checks,
            R2Value value,
            @Nullable R2Checksum expected,
            @Nullable R2SsecKey ssecKey) {
        this.operation = operation;
        this.checks = checks;
        this.value = value;
        this.expected = expected;
        this.ssecKey = ssecKey;
    }

    /** What a driver does with a body. */
    interface Storing<T extends @Nullable Object> {
        T store(R2Body body) throws Exception;
    }

    /** Has the body stored. What is wrong with it outweighs what the driver made of that, and a failed condition. */
    <T extends @Nullable Object> T storedBy(Storing<T> driver) throws Exception {
        try {
            if (value.length() == 0) {
                readToEnd();
            }
            T stored = driver.store(this);
            if (stored == null && expected != null && checksums == null) {
                readToEnd();
            }
            return stored;
        } catch (Exception failed) {
            throw blamed(failed);
        }
    }

    private void readToEnd() throws IOException {
        if (refusal == null) {
            R2CheckedStream rest = opened == null ? open() : opened;
            rest.transferTo(OutputStream.nullOutputStream());
        } else {
            throw refusal;
        }
    }

    private Exception blamed(Exception failed) {
        if (refusal != null) {
            return refusal;
        }
        return unreadable == null ? failed : unreadable;
    }

    @Override
    public long length() {
        return value.length();
    }

    @Override
    public boolean repeatable() {
        return value.repeatable() || value.length() == 0;
    }

    @Override
    public InputStream stream() throws IOException {
        if (value.length() == 0) {
            return InputStream.nullInputStream();
        }
        if (opened != null && !value.repeatable()) {
            throw new IllegalStateException("the body was opened before and is not repeatable");
        }
        return open();
    }

    private R2CheckedStream open() throws IOException {
        R2CheckedStream stream = new R2CheckedStream(value.bytes().get(), value.length(), expected, this);
        opened = stream;
        return stream;
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

    /** Takes note that a stream has been read to its end and was right. */
    void complete(R2Checksums found) {
        checksums = found;
    }

    /** Takes note that the caller's stream failed; returns what ends the driver's call. */
    IOException unreadable(Exception failed) {
        unreadable = CallerFailure.ofStream(failed);
        return failed instanceof IOException checked ? checked : new IOException(failed);
    }

    /** Takes note of another number of bytes than was announced. */
    IsobarException incomplete() {
        refusal = checks.refused(operation, R2Code.INCOMPLETE_BODY);
        return refusal;
    }

    /** Takes note of another hash than was announced. */
    IsobarException damaged(R2Checksum announced, @Nullable String actual) {
        String label = announced.algorithm().label();
        String text = "The " + label + " checksum you specified did not match what we received.\n"
                + "You provided a " + label + " checksum with value: " + announced.hex() + "\n"
                + "Actual " + label + " was: " + actual;
        refusal = checks.refused(operation, R2Code.BAD_DIGEST, text);
        return refusal;
    }
}
