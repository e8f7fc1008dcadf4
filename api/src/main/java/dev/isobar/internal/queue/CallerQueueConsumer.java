package dev.isobar.internal.queue;

import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** A consumer without threads. */
final class CallerQueueConsumer<T> implements SteppedQueueConsumer {
    private final QueueDelivery<T> delivery;
    private final Runnable ended;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();

    CallerQueueConsumer(QueueDelivery<T> delivery, Runnable ended) {
        this.delivery = delivery;
        this.ended = ended;
    }

    @Override
    public String queue() {
        return delivery.queue();
    }

    @Override
    public int runDue() {
        turn.lock();
        try {
            int batches = 0;
            while (!closed.get()) {
                Taken taken = delivery.take();
                if (taken.messages().isEmpty()) {
                    break;
                }
                delivery.deliver(taken.messages());
                batches++;
            }
            return batches;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public boolean close(Duration atMost) {
        close();
        return true;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            turn.lock();
            try {
                delivery.releaseHeld();
            } finally {
                turn.unlock();
                ended.run();
            }
        }
    }
}
