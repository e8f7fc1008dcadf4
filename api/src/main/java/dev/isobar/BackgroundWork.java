package dev.isobar;

import dev.isobar.error.CallSite;
import dev.isobar.error.EnvClosedException;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.WorkerThreads;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Work that goes on after the call that started it, each on a thread of its own, and that the environment awaits. */
final class BackgroundWork {
    private static final System.Logger LOG = System.getLogger("dev.isobar");
    private static final CallSite SITE = new CallSite(null, null, "waitUntil");

    private final EnvState state;
    private final AtomicLong numbered = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<Thread> running = new HashSet<>();

    BackgroundWork(EnvState state) {
        this.state = state;
    }

    /** Starts work; also while the environment ends, for handlers that have not ended yet. */
    void start(Runnable work) {
        Thread thread = WorkerThreads.of("isobar-work-" + numbered.incrementAndGet(), () -> run(work));
        lock.lock();
        try {
            if (state.isClosed()) {
                throw new EnvClosedException(SITE, null);
            }
            running.add(thread);
            try {
                thread.start();
            } catch (RuntimeException | Error noThread) {
                running.remove(thread);
                throw noThread;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            LOG.log(System.Logger.Level.WARNING, "background work of the environment failed", failure);
        } finally {
            lock.lock();
            try {
                running.remove(Thread.currentThread());
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for all work; returns whether it has ended. */
    boolean awaitEnd(Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!running.isEmpty()) {
                long nanos = deadline.left();
                if (nanos == 0) {
                    return false;
                }
                left.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether work of this environment is who asks. */
    boolean runsHere() {
        lock.lock();
        try {
            return running.contains(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }
}
