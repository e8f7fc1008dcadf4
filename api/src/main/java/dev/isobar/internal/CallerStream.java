package dev.isobar.internal;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream of the caller that a driver reads: it remembers its failure, which is not one of the backend. */
public final class CallerStream extends InputStream {
    private final InputStream source;
    private @Nullable CallerFailure failure;

    public CallerStream(InputStream source) {
        this.source = source;
    }

    /** Returns what the caller gets if a call has failed: the failure of the stream, if that is what ended it. */
    public Exception blamed(Exception failed) {
        return failure == null ? failed : failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        try {
            return source.read(bytes, offset, most);
        } catch (IOException | RuntimeException failed) {
            failure = CallerFailure.ofStream(failed);
            throw failed;
        }
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }
}
