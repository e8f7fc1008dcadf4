package dev.isobar.backend.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether something has come into one queue since it was last looked at. */
final class Arrival {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private long count;

    void tell() {
        lock.lock();
        try {
            count++;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more was told than at a count. */
    void await(long seen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(atMost);
            while (count == seen && left > 0) {
                left = told.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
