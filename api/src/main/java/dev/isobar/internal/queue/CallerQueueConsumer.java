package dev.isobar.internal.queue;

import dev.isobar.internal.Deadline;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.QueueDriver.Taken;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** A consumer without threads: whoever has the turn gives back what is held when it ends. */
public final class CallerQueueConsumer<T> implements Consumption, SteppedQueueConsumer {
    private final String queue;
    private final LeasedMessages leases;
    private final QueueDelivery<T> delivery;
    private final ConsumerReports reports;
    private final Events events;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile boolean ended;

    CallerQueueConsumer(
            String queue, LeasedMessages leases, QueueDelivery<T> delivery, ConsumerReports reports, Events events) {
        this.queue = queue;
        this.leases = leases;
        this.delivery = delivery;
        this.reports = reports;
        this.events = events;
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public boolean start() {
        return !stopped.get();
    }

    @Override
    public int runDue() {
        turn.lock();
        try {
            int batches = 0;
            // A handler may leave an interrupt for the caller, who has its thread back then.
            while (!stopped.get() && !(batches > 0 && Thread.currentThread().isInterrupted())) {
                Taken taken = leases.take();
                if (taken.messages().isEmpty()) {
                    break;
                }
                delivery.deliver(taken.messages());
                batches++;
            }
            return batches;
        } finally {
            leaveTurn();
        }
    }

    @Override
    public void stop() {
        if (stopped.compareAndSet(false, true)) {
            events.stopped();
        }
    }

    @Override
    public boolean awaitEnd(Deadline deadline) throws InterruptedException {
        // Without a wait the flag of an interrupt is not looked at.
        if (!turn.tryLock() && !turn.tryLock(deadline.left(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        leaveTurn();
        return true;
    }

    @Override
    public boolean runsHere() {
        return turn.isHeldByCurrentThread();
    }

    private void leaveTurn() {
        do {
            endIfStopped();
            // Who stopped this in the meantime, without a wait, did not get the turn and relies on its holder.
        } while (stopped.get() && !ended && !turn.isHeldByCurrentThread() && turn.tryLock());
    }

    private void endIfStopped() {
        try {
            if (stopped.get() && turn.getHoldCount() == 1 && !ended) {
                ended = true;
                end();
            }
        } finally {
            turn.unlock();
        }
    }

    private void end() {
        try {
            leases.releaseHeld();
        } catch (Throwable failed) {
            reports.failed(failed);
        } finally {
            events.ended();
        }
    }
}
