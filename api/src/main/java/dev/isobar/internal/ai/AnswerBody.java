package dev.isobar.internal.ai;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of an answer. What the driver's stream throws is the cause of an {@link IOException} as the error that a call
 * would have thrown, and closing is passed on once (AI-45, AI-46).
 */
final class AnswerBody extends InputStream {
    private final DriverCalls calls;
    private final InputStream content;
    private final AutoCloseable source;
    private final AtomicBoolean closed = new AtomicBoolean();

    AnswerBody(DriverCalls calls, InputStream content) {
        this(calls, content, content);
    }

    /** Takes content that is made of something else, which is closed in its place. */
    AnswerBody(DriverCalls calls, InputStream content, AutoCloseable source) {
        this.calls = calls;
        this.content = content;
        this.source = source;
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        try {
            return content.read();
        } catch (IOException | RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkOpen();
        try {
            return content.read(target, offset, length);
        } catch (IOException | RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        checkOpen();
        try {
            return content.skip(count);
        } catch (IOException | RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        try {
            return content.available();
        } catch (IOException | RuntimeException thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                source.close();
            } catch (Exception thrown) {
                throw failed(thrown);
            }
        }
    }

    private void checkOpen() throws IOException {
        if (closed.get()) {
            throw new IOException("the answer is closed");
        }
    }

    private IOException failed(Exception thrown) {
        IsobarException translated = AiErrors.translate(calls, "run", thrown);
        return new IOException(translated.getMessage(), translated);
    }
}
