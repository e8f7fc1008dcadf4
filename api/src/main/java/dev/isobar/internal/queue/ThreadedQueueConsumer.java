package dev.isobar.internal.queue;

import dev.isobar.internal.Deadline;
import dev.isobar.internal.WorkerThreads;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A consumer on threads of its own: one takes batches, one for each batch runs the handler, and one renews leases. None of
 * them ends by what a driver, an interceptor or the application throws.
 */
public final class ThreadedQueueConsumer<T> implements Consumption {
    private final String queue;
    private final LeasedMessages leases;
    private final QueueDelivery<T> delivery;
    private final ConsumerReports reports;
    private final Events events;
    private final Semaphore slots;
    private final @Nullable LeaseKeeper keeper;
    private final Thread dispatcher;
    private final EndableWaits waits;
    private final IdlePause pause = new IdlePause();
    private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbered = new AtomicInteger();
    private final ReentrantLock state = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The dispatcher and the handlers that run; the last one that leaves ends the consumer. */
    private final AtomicInteger running = new AtomicInteger();

    private boolean started;
    private boolean stopped;

    ThreadedQueueConsumer(
            String queue,
            int concurrency,
            LeasedMessages leases,
            QueueDelivery<T> delivery,
            ConsumerReports reports,
            Events events) {
        this.queue = queue;
        this.leases = leases;
        this.delivery = delivery;
        this.reports = reports;
        this.events = events;
        this.slots = new Semaphore(concurrency);
        this.keeper = leases.keep(queue, reports);
        this.dispatcher = WorkerThreads.of("isobar-queue-" + queue, this::dispatch);
        this.waits = new EndableWaits(dispatcher);
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public boolean start() {
        state.lock();
        try {
            if (stopped) {
                return false;
            }
            started = true;
            running.set(1);
            if (keeper != null) {
                keeper.start();
            }
            dispatcher.start();
            return true;
        } catch (RuntimeException | Error noThread) {
            stopped = true;
            leave();
            throw noThread;
        } finally {
            state.unlock();
        }
    }

    @Override
    public void stop() {
        state.lock();
        try {
            if (stopped) {
                return;
            }
            stopped = true;
            waits.end();
            events.stopped();
            if (!started) {
                end();
            }
        } finally {
            state.unlock();
        }
    }

    @Override
    public boolean awaitEnd(Deadline deadline) throws InterruptedException {
        return ended.await(deadline.left(), TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean runsHere() {
        Thread current = Thread.currentThread();
        return current == dispatcher || handlers.contains(current) || (keeper != null && keeper.runsHere());
    }

    private void dispatch() {
        try {
            while (!waits.ended()) {
                try {
                    turn();
                } catch (Throwable failed) {
                    recover(failed);
                }
            }
            leases.releaseHeld();
        } catch (Throwable failed) {
            reports.failed(failed);
        } finally {
            leave();
        }
    }

    private void recover(Throwable failed) {
        try {
            reports.failed(failed);
            rest(pause.afterFailure());
        } catch (Throwable again) {
            // There is not even memory for a pause: this thread must not spin, nor end.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private void rest(Duration time) {
        waits.run(() -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    private void turn() {
        if (!waits.run(slots::acquire)) {
            return;
        }
        Taken taken;
        boolean handed = false;
        try {
            taken = leases.take();
            if (!taken.messages().isEmpty()) {
                handed = hand(taken.messages());
            }
        } finally {
            if (!handed) {
                slots.release();
            }
        }
        if (taken.messages().isEmpty()) {
            awaitWork(pause.afterNothing(taken.next()));
        } else {
            pause.reset();
        }
    }

    /** Starts a handler; returns whether it has the slot now. */
    private boolean hand(List<Leased> messages) {
        if (waits.ended()) {
            leases.release(messages);
            return false;
        }
        try {
            String name = "isobar-queue-" + queue + "-" + numbered.incrementAndGet();
            start(WorkerThreads.of(name, () -> handle(messages)));
            return true;
        } catch (RuntimeException | Error noThread) {
            leases.release(messages);
            throw noThread;
        }
    }

    private void start(Thread handler) {
        running.incrementAndGet();
        try {
            handlers.add(handler);
            handler.start();
        } catch (RuntimeException | Error noThread) {
            handlers.remove(handler);
            running.decrementAndGet();
            throw noThread;
        }
    }

    private void handle(List<Leased> messages) {
        try {
            delivery.deliver(messages);
        } catch (Throwable unsettled) {
            reports.failed(messages, unsettled);
        } finally {
            handlers.remove(Thread.currentThread());
            slots.release();
            leave();
        }
    }

    private void awaitWork(Duration time) {
        try {
            waits.run(() -> leases.awaitWork(time));
        } catch (RuntimeException failed) {
            reports.failed(failed);
            rest(time);
        }
    }

    private void leave() {
        if (running.decrementAndGet() == 0) {
            end();
        }
    }

    private void end() {
        if (keeper != null) {
            keeper.end();
        }
        // The dispatcher may leave while stop() still reports: the environment learns of the end after that.
        state.lock();
        try {
            ended.countDown();
        } finally {
            state.unlock();
        }
        events.ended();
    }
}
