package dev.isobar.tck;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Yields some bytes and then fails, as a connection that breaks. */
final class BreakingStream extends InputStream {
    private int left;

    BreakingStream(int bytes) {
        left = bytes;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            throw new IOException("the sender is gone");
        }
        left--;
        return 'x';
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        bytes[offset] = (byte) read();
        int more = Math.min(most - 1, left);
        Arrays.fill(bytes, offset + 1, offset + 1 + more, (byte) 'x');
        left -= more;
        return 1 + more;
    }
}
