package dev.isobar.internal.queue;

import dev.isobar.queue.QueueConsumer;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** A consumer on threads of its own: one takes batches, one for each batch runs the handler. */
final class ThreadedQueueConsumer<T> implements QueueConsumer {
    private static final Duration LAST_WAIT = Duration.ofSeconds(30);

    private final QueueDelivery<T> delivery;
    private final Runnable ended;
    private final int concurrency;
    private final Semaphore slots;
    private final LeaseRenewal<T> leases;
    private final IdlePause pause;
    private final Thread dispatcher;
    private final AtomicLong handlers = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock state = new ReentrantLock();
    private volatile boolean closing;
    private boolean waiting;

    ThreadedQueueConsumer(QueueDelivery<T> delivery, Runnable ended) {
        this.delivery = delivery;
        this.ended = ended;
        Integer most = delivery.settings().maxConcurrency();
        this.concurrency = most == null ? Runtime.getRuntime().availableProcessors() : most;
        this.slots = new Semaphore(concurrency);
        this.leases = new LeaseRenewal<>(delivery);
        this.pause = new IdlePause();
        this.dispatcher = ConsumerThreads.of("isobar-queue-" + delivery.queue(), this::dispatch);
    }

    void start() {
        dispatcher.start();
    }

    @Override
    public String queue() {
        return delivery.queue();
    }

    private interface Wait {
        void run() throws InterruptedException;
    }

    private void dispatch() {
        while (!closing) {
            leases.renew();
            if (slots.availablePermits() == 0) {
                interruptibly(this::awaitSlot);
                continue;
            }
            try {
                turn(delivery.take());
            } catch (RuntimeException failed) {
                delivery.failed(failed);
                interruptibly(
                        () -> TimeUnit.NANOSECONDS.sleep(pause.afterFailure().toNanos()));
            }
        }
        releaseHeld();
        leases.renewAll();
    }

    private void releaseHeld() {
        try {
            delivery.releaseHeld();
        } catch (RuntimeException failed) {
            delivery.failed(failed);
        }
    }

    private void awaitSlot() throws InterruptedException {
        if (slots.tryAcquire(leases.period().toNanos(), TimeUnit.NANOSECONDS)) {
            slots.release();
        }
    }

    private void turn(Taken taken) {
        if (taken.messages().isEmpty()) {
            Duration time = pause.afterNothing(taken.next());
            interruptibly(() -> awaitWork(time));
        } else if (closing) {
            delivery.release(taken.messages());
        } else {
            pause.reset();
            slots.acquireUninterruptibly();
            hand(taken.messages());
        }
    }

    private void awaitWork(Duration time) throws InterruptedException {
        try {
            delivery.awaitWork(time);
        } catch (RuntimeException failed) {
            delivery.failed(failed);
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }

    private void hand(List<Leased> messages) {
        leases.add(messages);
        String name = "isobar-queue-" + delivery.queue() + "-" + handlers.incrementAndGet();
        ConsumerThreads.of(name, () -> {
                    try {
                        delivery.deliver(messages);
                    } catch (RuntimeException unsettled) {
                        delivery.failed(unsettled);
                    } finally {
                        leases.remove(messages);
                        slots.release();
                    }
                })
                .start();
    }

    /** Waits in a way that close() may end; of the driver's calls, an interrupt meets awaitWork alone. */
    private void interruptibly(Wait wait) {
        state.lock();
        try {
            if (closing) {
                return;
            }
            waiting = true;
        } finally {
            state.unlock();
        }
        try {
            wait.run();
        } catch (InterruptedException closed) {
            // Only close() interrupts this thread; the loop sees that.
        } finally {
            waited();
        }
    }

    private void waited() {
        state.lock();
        try {
            waiting = false;
            Thread.interrupted();
        } finally {
            state.unlock();
        }
    }

    private void stop() {
        state.lock();
        try {
            closing = true;
            if (waiting) {
                dispatcher.interrupt();
            }
        } finally {
            state.unlock();
        }
    }

    @Override
    public boolean close(Duration atMost) {
        if (closed.compareAndSet(false, true)) {
            stop();
            ended.run();
        }
        long end = System.nanoTime() + atMost.toNanos();
        try {
            dispatcher.join(Math.max(1, atMost.toMillis()));
            if (!slots.tryAcquire(concurrency, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return false;
            }
            slots.release(concurrency);
            return !dispatcher.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        close(LAST_WAIT);
    }
}
