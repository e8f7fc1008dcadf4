package dev.isobar.internal.queue;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueLimits;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.QueueDriver;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The receiver's side of one queue: hands out consumers, pullers and control over its driver. */
public final class QueueReceiver {
    private final String queue;
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final MessageEncoder requests;
    private final InstantSource elapsed;

    public QueueReceiver(
            String queue,
            QueueDriver driver,
            QueueLimits limits,
            InstantSource clock,
            InstantSource elapsed,
            List<Interceptor> interceptors,
            StoreGate gate) {
        this.queue = queue;
        this.driver = driver;
        this.calls = new DriverCalls(Service.QUEUES, queue, driver, interceptors, gate);
        this.requests = new MessageEncoder(calls, limits, clock);
        this.elapsed = elapsed;
    }

    String queue() {
        return queue;
    }

    QueueDriver driver() {
        return driver;
    }

    DriverCalls calls() {
        return calls;
    }

    MessageEncoder requests() {
        return requests;
    }

    /** Starts a consumer on threads of its own, in elapsed time; the runnable is called when it is closed. */
    public <T> QueueConsumer consume(
            QueueConsumerSettings settings, Type type, QueueHandler<T> handler, Runnable ended) {
        QueueDelivery<T> delivery =
                new QueueDelivery<>(this, settings, new QueueBodies(type), handler, System::nanoTime);
        ThreadedQueueConsumer<T> consumer = new ThreadedQueueConsumer<>(delivery, ended);
        consumer.start();
        return consumer;
    }

    /** Makes a consumer that works on the thread of its caller, by the clock that code passed or in elapsed time. */
    public <T> SteppedQueueConsumer step(
            QueueConsumerSettings settings, Type type, QueueHandler<T> handler, Runnable ended) {
        Instant start = elapsed.instant();
        QueueDelivery<T> delivery = new QueueDelivery<>(
                this, settings, new QueueBodies(type), handler, () -> Duration.between(start, elapsed.instant())
                        .toNanos());
        return new CallerQueueConsumer<>(delivery, ended);
    }

    public QueuePuller puller() {
        return new PortableQueuePuller(driver, calls, requests);
    }

    public QueueControl control() {
        return new PortableQueueControl(driver, calls, requests);
    }
}
