package dev.isobar;

import dev.isobar.ai.Ai;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.StoreGate;
import dev.isobar.internal.ai.PortableAi;
import dev.isobar.internal.d1.PortableD1Database;
import dev.isobar.internal.kv.PortableKVNamespace;
import dev.isobar.internal.queue.PortableQueue;
import dev.isobar.internal.r2.PortableR2Bucket;
import dev.isobar.internal.vectorize.PortableVectorizeIndex;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.vectorize.VectorizeIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Makes the portable class of a service over a driver.
 *
 * @param clock the time of timestamps and of expiry
 * @param elapsed the clock to measure waiting with
 */
record Bindings(
        Limits limits,
        InstantSource clock,
        InstantSource elapsed,
        List<Interceptor> interceptors,
        Map<String, DeliveryDelay> deliveryDelays) {
    static Driver driver(Backend backend, Service service, BindingTarget target) {
        return switch (service) {
            case AI -> backend.ai(target);
            case D1 -> backend.d1(target);
            case KV -> backend.kv(target);
            case QUEUES -> backend.queue(target);
            case R2 -> backend.r2(target);
            case VECTORIZE -> backend.vectorize(target);
        };
    }

    /** Returns the interface of a service's bindings. */
    static Class<?> type(Service service) {
        return switch (service) {
            case AI -> Ai.class;
            case D1 -> D1Database.class;
            case KV -> KVNamespace.class;
            case QUEUES -> Queue.class;
            case R2 -> R2Bucket.class;
            case VECTORIZE -> VectorizeIndex.class;
        };
    }

    /** Returns the interface of a service's drivers. */
    static Class<? extends Driver> driverType(Service service) {
        return switch (service) {
            case AI -> AiDriver.class;
            case D1 -> D1Driver.class;
            case KV -> KvDriver.class;
            case QUEUES -> QueueDriver.class;
            case R2 -> R2Driver.class;
            case VECTORIZE -> VectorizeDriver.class;
        };
    }

    Object over(Service service, String binding, Driver driver, StoreGate gate) {
        DriverCalls calls = new DriverCalls(service, binding, driver, interceptors, gate);
        return switch (service) {
            case AI -> new PortableAi((AiDriver) driver, calls, limits.ai());
            case D1 -> new PortableD1Database((D1Driver) driver, calls, limits.d1(), clock);
            case KV -> new PortableKVNamespace((KvDriver) driver, calls, limits.kv(), clock);
            case QUEUES -> new PortableQueue((QueueDriver) driver, calls, limits.queue(), clock, delay(binding));
            case R2 -> new PortableR2Bucket((R2Driver) driver, calls, limits.r2());
            case VECTORIZE -> new PortableVectorizeIndex((VectorizeDriver) driver, calls, limits.vectorize());
        };
    }

    private Duration delay(String binding) {
        DeliveryDelay declared = deliveryDelays.get(binding);
        return declared == null ? Duration.ZERO : declared.delay();
    }
}
