package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.function.Executable;

/**
 * A body during whose upload something else happens: before its last byte, another thread makes a call, and the stream
 * waits for it. A store may let that call wait until the body is stored; then the stream goes on after a while.
 */
final class MeanwhileStream extends InputStream {
    private static final long PATIENCE_SECONDS = 2;
    private static final long LONGEST_SECONDS = 60;

    private final byte[] bytes;
    private final ByteArrayInputStream content;
    private final FutureTask<Boolean> other;
    private boolean started;

    MeanwhileStream(String content, Executable call) {
        this.bytes = content.getBytes(StandardCharsets.UTF_8);
        this.content = new ByteArrayInputStream(bytes);
        this.other = new FutureTask<>(() -> {
            try {
                call.execute();
            } catch (Throwable failed) {
                throw new ExecutionException(failed);
            }
            return true;
        });
    }

    long length() {
        return bytes.length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
        int left = content.available();
        if (left == 1 && !started) {
            started = true;
            new Thread(other, "meanwhile").start();
            await(PATIENCE_SECONDS);
        }
        return content.read(target, offset, left > 1 ? Math.min(most, left - 1) : most);
    }

    private boolean await(long seconds) {
        try {
            return other.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException blocked) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException reportedByJoin) {
            return true;
        }
    }

    /** Waits for the other call to end, and fails if it has failed. */
    void join() {
        if (!started) {
            fail("the body was not read to its end");
        }
        if (!await(LONGEST_SECONDS)) {
            fail("a call that was made while a body was read is stuck after " + LONGEST_SECONDS + " s");
        }
        try {
            other.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            fail("a call that was made while a body was read failed", cause == null ? cause : cause.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
