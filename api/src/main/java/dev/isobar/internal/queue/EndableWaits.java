package dev.isobar.internal.queue;

import java.util.concurrent.locks.ReentrantLock;

/** The waits of one thread, which another one can end for good: its interrupt meets nothing but a wait. */
final class EndableWaits {
    private final Thread waiter;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean ended;
    private boolean waiting;

    /** Something that an interrupt ends. */
    interface Wait {
        void run() throws InterruptedException;
    }

    EndableWaits(Thread waiter) {
        this.waiter = waiter;
    }

    boolean ended() {
        return ended;
    }

    /** Ends the wait that runs, and all later ones before they begin. */
    void end() {
        lock.lock();
        try {
            ended = true;
            if (waiting) {
                waiter.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits on the waiter's own thread; returns whether the wait came to its own end. */
    boolean run(Wait wait) {
        if (!begin()) {
            return false;
        }
        try {
            wait.run();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        } finally {
            finish();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            // An interrupt of somebody else, such as a callback of the application, is none of these waits.
            Thread.interrupted();
            waiting = !ended;
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            waiting = false;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}
