package dev.isobar.internal;

import dev.isobar.error.IsobarException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The bytes of a driver as a caller reads them. Nothing is read after it was closed, closing is passed on once, and what
 * the driver's stream throws is the cause of an {@link IOException}, as the error that a call would have thrown.
 */
public final class DriverStream extends InputStream {
    private final InputStream content;
    private final AutoCloseable source;
    private final Runnable requireOpen;
    private final Function<Exception, IsobarException> translation;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes content; the runnable throws if nothing may be read any more, as after the end of the environment. */
    public DriverStream(InputStream content, Runnable requireOpen, Function<Exception, IsobarException> translation) {
        this(content, content, requireOpen, translation);
    }

    /** Takes content that is made of something else, which is closed in its place. */
    public DriverStream(
            InputStream content,
            AutoCloseable source,
            Runnable requireOpen,
            Function<Exception, IsobarException> translation) {
        this.content = content;
        this.source = source;
        this.requireOpen = requireOpen;
        this.translation = translation;
    }

    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public int read() throws IOException {
        return (int) reading(content::read);
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        Objects.checkFromIndexSize(offset, most, bytes.length);
        return (int) reading(() -> content.read(bytes, offset, most));
    }

    @Override
    public long skip(long bytes) throws IOException {
        return reading(() -> content.skip(bytes));
    }

    @Override
    public int available() throws IOException {
        return (int) reading(content::available);
    }

    /** A call of the content that answers with a number. */
    private interface Reading {
        long run() throws Exception;
    }

    private long reading(Reading call) throws IOException {
        if (closed.get()) {
            throw new IOException("closed");
        }
        try {
            requireOpen.run();
            return call.run();
        } catch (Exception failed) {
            throw closed.get() ? new IOException("closed") : translated(failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                Uninterrupted.run(source::close);
            } catch (Exception failed) {
                throw translated(failed);
            }
        }
    }

    private IOException translated(Exception failed) {
        IsobarException error = failed instanceof IsobarException known ? known : translation.apply(failed);
        return new IOException(error.getMessage(), error);
    }
}
