package dev.isobar.internal.r2;

import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** One reading of a body: hashed on the way, and refused before its last byte if it is not what was announced. */
final class R2CheckedStream extends InputStream {
    private final InputStream source;
    private final @Nullable R2Checksum expected;
    private final R2CheckedBody body;
    private final R2Digests digests;
    private long left;

    R2CheckedStream(InputStream source, long length, @Nullable R2Checksum expected, R2CheckedBody body)
            throws IOException {
        this.source = source;
        this.expected = expected;
        this.body = body;
        this.digests = new R2Digests(expected);
        this.left = length;
        if (length == 0) {
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
            throw body.incomplete();
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
        } catch (IOException | RuntimeException failed) {
            throw body.unreadable(failed);
        }
    }

    /** Whether the source has more than was announced. A source that stays open, such as a pipe, is not waited for. */
    private boolean goesOn() throws IOException {
        try {
            return source.available() > 0 && source.read() >= 0;
        } catch (IOException | RuntimeException failed) {
            throw body.unreadable(failed);
        }
    }

    private void end() throws IOException {
        if (goesOn()) {
            throw body.incomplete();
        }
        R2Checksums found = digests.finish();
        if (expected != null) {
            String actual = found.hex().get(expected.algorithm());
            if (!expected.hex().equals(actual)) {
                throw body.damaged(expected, actual);
            }
        }
        body.complete(found);
    }
}
