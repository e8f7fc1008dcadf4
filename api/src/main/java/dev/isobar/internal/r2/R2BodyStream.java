package dev.isobar.internal.r2;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** The bytes of an object as a caller reads them: nothing is read after it was closed, and errors are translated. */
final class R2BodyStream extends InputStream {
    private final DriverCalls calls;
    private final InputStream source;
    private final AtomicBoolean closed = new AtomicBoolean();

    R2BodyStream(DriverCalls calls, InputStream source) {
        this.calls = calls;
        this.source = source;
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public int read() throws IOException {
        checkOpen();
        try {
            return source.read();
        } catch (Exception failed) {
            throw translated(failed);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        Objects.checkFromIndexSize(offset, most, bytes.length);
        checkOpen();
        try {
            return source.read(bytes, offset, most);
        } catch (Exception failed) {
            throw translated(failed);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        checkOpen();
        try {
            return source.skip(bytes);
        } catch (Exception failed) {
            throw translated(failed);
        }
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        try {
            return source.available();
        } catch (Exception failed) {
            throw translated(failed);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            try {
                source.close();
            } catch (Exception failed) {
                throw failure(failed);
            }
        }
    }

    private void checkOpen() throws IOException {
        if (closed.get()) {
            throw new IOException("closed");
        }
    }

    private IOException translated(Exception failed) {
        return closed.get() ? new IOException("closed") : failure(failed);
    }

    private IOException failure(Exception failed) {
        IsobarException translated =
                failed instanceof IsobarException already ? already : calls.translate("get", failed);
        return new IOException(translated.getMessage(), translated);
    }
}
