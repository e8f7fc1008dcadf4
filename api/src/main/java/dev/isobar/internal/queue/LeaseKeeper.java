package dev.isobar.internal.queue;

import dev.isobar.error.EnvClosedException;
import dev.isobar.internal.WorkerThreads;
import dev.isobar.spi.QueueDriver.Leased;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Renews leases on a thread of its own, from the moment at which they were taken until they are settled, whatever the
 * threads that take and handle messages are doing; up to the 15 minutes that the service gives a handler (Q-LEASE-04).
 */
final class LeaseKeeper {
    private static final Duration LONGEST_HANDLER = Duration.ofMinutes(15);
    private static final Duration SHORTEST_REPEAT = Duration.ofMillis(100);

    /** As many as one call of a driver may settle under any limits. */
    private static final int MOST = 100;

    private final Renewal renewal;
    private final LongSupplier nanos;
    private final long period;
    private final long repeat;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Kept> kept = new HashMap<>();
    private boolean ended;

    /** How leases are renewed. */
    interface Renewal {
        /** Extends leases; returns those that are lost. */
        List<String> extend(List<String> leases);

        /** Learns of what a renewal has thrown. */
        void failed(Throwable failure);
    }

    /** A lease; its times are nanoseconds of this process. */
    private static final class Kept {
        private final long since;
        private long due;

        Kept(long since, long due) {
            this.since = since;
            this.due = due;
        }
    }

    LeaseKeeper(String queue, Duration visibility, Renewal renewal) {
        this(queue, visibility, renewal, System::nanoTime);
    }

    LeaseKeeper(String queue, Duration visibility, Renewal renewal, LongSupplier nanos) {
        this.renewal = renewal;
        this.nanos = nanos;
        // Three renewals may fail before a lease is lost.
        this.period = TimeUnit.NANOSECONDS.convert(visibility.dividedBy(4));
        this.repeat = Math.max(SHORTEST_REPEAT.toNanos(), period / 4);
        this.thread = WorkerThreads.of("isobar-lease-" + queue, this::run);
    }

    void start() {
        thread.start();
    }

    boolean runsHere() {
        return Thread.currentThread() == thread;
    }

    /** Keeps leases that were taken by a call that began at a time. */
    void add(List<Leased> messages, long since) {
        lock.lock();
        try {
            for (Leased message : messages) {
                kept.put(message.lease(), new Kept(since, since + period));
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    void remove(List<Leased> messages) {
        lock.lock();
        try {
            messages.forEach(message -> kept.remove(message.lease()));
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            try {
                List<String> due = awaitDue();
                if (due.isEmpty()) {
                    return;
                }
                renew(due);
            } catch (InterruptedException ofTheApplication) {
                // It interrupted this thread from onFailure, say; leases are kept all the same.
            } catch (EnvClosedException over) {
                return;
            } catch (Throwable failed) {
                tell(failed);
                LockSupport.parkNanos(SHORTEST_REPEAT.toNanos());
            }
        }
    }

    private void tell(Throwable failed) {
        try {
            renewal.failed(failed);
        } catch (Throwable again) {
            // There is not even memory for a report: the leases are kept all the same.
        }
    }

    /** Waits for leases that are due; returns none at the end. */
    private List<String> awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!ended) {
                List<String> due = due();
                if (!due.isEmpty()) {
                    return due;
                }
                if (kept.isEmpty()) {
                    changed.await();
                } else {
                    changed.awaitNanos(next());
                }
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Chooses what is renewed now, and says when it is due again if that should fail. */
    private List<String> due() {
        long now = nanos.getAsLong();
        kept.values().removeIf(lease -> now - lease.since >= LONGEST_HANDLER.toNanos());
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, Kept> lease : kept.entrySet()) {
            if (due.size() < MOST && lease.getValue().due - now <= 0) {
                lease.getValue().due = now + repeat;
                due.add(lease.getKey());
            }
        }
        return due;
    }

    private long next() {
        long now = nanos.getAsLong();
        long next = period;
        for (Kept lease : kept.values()) {
            next = Math.min(next, lease.due - now);
        }
        return next;
    }

    private void renew(List<String> due) {
        long now = nanos.getAsLong();
        List<String> lost = renewal.extend(due);
        lock.lock();
        try {
            lost.forEach(kept::remove);
            for (String lease : due) {
                Kept same = kept.get(lease);
                if (same != null) {
                    same.due = now + period;
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
