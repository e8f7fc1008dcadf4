package dev.isobar;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits on the main thread of a program until the process is asked to end or its environment was closed. */
final class Shutdown {
    /** What the main thread may still do after that before the process ends under it. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final EnvClosing closing;
    private final Duration drainAtMost;
    private final Thread main = Thread.currentThread();
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final CountDownLatch drained = new CountDownLatch(1);

    Shutdown(EnvClosing closing, Duration drainAtMost) {
        this.closing = closing;
        this.drainAtMost = drainAtMost;
    }

    boolean await() throws InterruptedException {
        Thread hook = new Thread(this::letMainEnd, "isobar-shutdown");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            return closing.drain(drainAtMost);
        }
        try {
            CompletableFuture.anyOf(asked, closing.closed()).get();
            return closing.closed().isDone() ? closing.closed().join() : closing.drain(drainAtMost);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            drained.countDown();
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // The hook runs.
        }
    }

    /** Runs when the process was asked to end: it ends as soon as this has ended. */
    void letMainEnd() {
        asked.complete(true);
        try {
            if (drained.await(patience(), TimeUnit.NANOSECONDS)) {
                main.join(AFTERWARDS.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closing.close();
        }
    }

    /** The main thread waits for as long as it said, and begins a little later than this one. */
    private long patience() {
        long drain = TimeUnit.NANOSECONDS.convert(drainAtMost);
        return Math.max(drain, drain + AFTERWARDS.toNanos());
    }
}
