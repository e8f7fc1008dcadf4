package dev.isobar;

import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends an environment: consumers take no more, handlers and background work end, then the backends close. */
final class EnvClosing {
    private static final System.Logger LOG = System.getLogger("dev.isobar");

    /** How long a second caller waits for the backends, beyond what handlers may take. */
    private static final Duration BACKENDS = Duration.ofSeconds(10);

    private final EnvState state;
    private final ConsumerSeats consumers;
    private final BackgroundWork work;
    private final Backends backends;

    /** How long closing waits; not at all after a drain, which has had its own time. */
    private volatile Duration within;

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Completed at the end, with whether all handlers and all work had ended before the backends were closed. */
    private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

    EnvClosing(EnvState state, ConsumerSeats consumers, BackgroundWork work, Backends backends, Duration within) {
        this.state = state;
        this.consumers = consumers;
        this.work = work;
        this.backends = backends;
        this.within = within;
    }

    /** Whether a handler or background work of this environment is who asks. */
    boolean runsHere() {
        return consumers.runHere() || work.runsHere();
    }

    /**
     * Closes, once. A handler or background work that asks for it is not made to wait for itself: the rest happens on
     * another thread, which keeps the process alive until it is done.
     */
    void close() {
        boolean first = begun.compareAndSet(false, true);
        boolean own = runsHere();
        stop();
        if (first && own) {
            closeElsewhere();
        } else if (first) {
            finish();
        } else if (!own) {
            awaitOther();
        }
    }

    /** Lets nothing begin any more. */
    private void stop() {
        state.end();
        consumers.stop();
    }

    private void closeElsewhere() {
        try {
            Thread closer = new Thread(this::finishAndLog, "isobar-close");
            // It would be a daemon as its parent is, and the process could end before the backends are closed.
            closer.setDaemon(false);
            closer.start();
        } catch (RuntimeException | Error noThread) {
            begun.set(false);
            throw noThread;
        }
    }

    private void finishAndLog() {
        try {
            finish();
        } catch (Throwable failure) {
            LOG.log(System.Logger.Level.WARNING, "an environment that its own handler closed has failed", failure);
        }
    }

    private void finish() {
        boolean drained = false;
        try {
            drained = awaitWork(within);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            state.close();
            try {
                backends.close();
            } finally {
                closed.complete(drained);
            }
        }
    }

    private void awaitOther() {
        try {
            Deadline deadline = Deadline.after(within);
            long patience =
                    deadline.left() > Long.MAX_VALUE / 2 ? deadline.left() : deadline.left() + BACKENDS.toNanos();
            closed.get(patience, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stillClosing) {
            // The other caller goes on; this one has waited for as long as closing may take.
        }
    }

    /** Stops the consumers and waits for handlers and background work once and for all; the bindings stay open. */
    boolean drain(Duration atMost) throws InterruptedException {
        stop();
        try {
            return awaitWork(atMost);
        } finally {
            within = Duration.ZERO;
        }
    }

    private boolean awaitWork(Duration atMost) throws InterruptedException {
        Deadline deadline = Deadline.after(atMost);
        boolean handled = consumers.awaitEnd(deadline);
        return work.awaitEnd(deadline) && handled;
    }

    CompletableFuture<Boolean> closed() {
        return closed;
    }
}
