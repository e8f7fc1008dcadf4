package dev.isobar.internal.queue;

import dev.isobar.spi.QueueDriver.Decision;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The calls that a handler made on its batch, and the one function that decides from them (Q-ACK-04 to Q-ACK-12). */
final class BatchLedger {
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable Call[] single;
    private final @Nullable Duration[] delays;
    private @Nullable Call all;
    private @Nullable Duration allDelay;
    private boolean closed;

    private enum Call {
        ACK,
        RETRY
    }

    /** What becomes of one message, and whether the handler asked for it; without a delay the consumer's own applies. */
    record Outcome(Decision decision, @Nullable Duration delay, boolean asked) {}

    BatchLedger(int messages) {
        single = new @Nullable Call[messages];
        delays = new @Nullable Duration[messages];
    }

    void ack(int message) {
        record(() -> {
            if (all == null && single[message] == null) {
                single[message] = Call.ACK;
            }
        });
    }

    void retry(int message, @Nullable Duration delay) {
        record(() -> {
            if (all != Call.ACK && single[message] != Call.ACK) {
                single[message] = Call.RETRY;
                delays[message] = delay;
            }
        });
    }

    void ackAll() {
        record(() -> {
            if (all == null) {
                all = Call.ACK;
            }
        });
    }

    void retryAll(@Nullable Duration delay) {
        record(() -> {
            if (all != Call.ACK) {
                all = Call.RETRY;
                allDelay = delay == null ? allDelay : delay;
            }
        });
    }

    /** Ends the recording: the handler has ended. */
    void close() {
        record(() -> closed = true);
    }

    private void record(Runnable call) {
        lock.lock();
        try {
            if (!closed) {
                call.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Decides on a message, after the recording has ended. */
    Outcome outcome(int message, boolean handlerFailed) {
        Call call = single[message] == null ? all : single[message];
        boolean retried = call == null ? handlerFailed : call == Call.RETRY;
        if (!retried) {
            return new Outcome(Decision.ACK, null, call != null);
        }
        return new Outcome(Decision.RETRY, delays[message] == null ? allDelay : delays[message], call != null);
    }
}
