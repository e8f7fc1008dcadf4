package dev.isobar.tck;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A stream that does not end after its last byte, as a pipe; who reads on gets a failure instead of waiting forever. */
final class OpenStream extends InputStream {
    private final ByteBuffer left;
    private final Throwable failure;

    OpenStream(String content, Throwable failure) {
        this.left = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
        this.failure = failure;
    }

    @Override
    public int read() {
        if (left.hasRemaining()) {
            return left.get() & 0xff;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) {
        if (most == 0) {
            return 0;
        }
        int count = Math.min(most, left.remaining());
        if (count == 0) {
            return read();
        }
        left.get(bytes, offset, count);
        return count;
    }

    @Override
    public int available() {
        return left.remaining();
    }
}
