package dev.isobar.internal.queue;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueLimits;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.QueueDriver;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The receiver's side of one queue: hands out consumers, pullers and control over its driver. */
public final class QueueReceiver {
    private final String queue;
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final MessageEncoder requests;
    private final InstantSource elapsed;
    private final AtomicBoolean deletionLogged = new AtomicBoolean();

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

    /** Makes a consumer on threads of its own, in elapsed time. */
    public <T> ThreadedQueueConsumer<T> consumer(
            QueueConsumerSettings settings, Type type, QueueHandler<T> handler, Consumption.Events events) {
        LeasedMessages leases = new LeasedMessages(this, settings, System::nanoTime);
        ConsumerReports reports = new ConsumerReports(queue, handler, deletionLogged);
        Integer most = settings.maxConcurrency();
        return new ThreadedQueueConsumer<>(
                queue,
                most == null ? Runtime.getRuntime().availableProcessors() : most,
                leases,
                new QueueDelivery<>(this, leases, settings, new QueueBodies(queue, type), handler, reports),
                reports,
                events);
    }

    /** Makes a consumer that works on the thread of its caller, by the clock that code passed or in elapsed time. */
    public <T> CallerQueueConsumer<T> stepped(
            QueueConsumerSettings settings, Type type, QueueHandler<T> handler, Consumption.Events events) {
        Instant start = elapsed.instant();
        LeasedMessages leases = new LeasedMessages(
                this, settings, () -> Duration.between(start, elapsed.instant()).toNanos());
        ConsumerReports reports = new ConsumerReports(queue, handler, deletionLogged);
        return new CallerQueueConsumer<>(
                queue,
                leases,
                new QueueDelivery<>(this, leases, settings, new QueueBodies(queue, type), handler, reports),
                reports,
                events);
    }

    public QueuePuller puller() {
        return new PortableQueuePuller(driver, calls, requests);
    }

    public QueueControl control() {
        return new PortableQueueControl(driver, calls, requests);
    }
}
