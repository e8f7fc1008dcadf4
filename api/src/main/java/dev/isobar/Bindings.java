package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.ai.PortableAi;
import dev.isobar.internal.d1.PortableD1Database;
import dev.isobar.internal.kv.PortableKVNamespace;
import dev.isobar.internal.queue.PortableQueue;
import dev.isobar.internal.r2.PortableR2Bucket;
import dev.isobar.internal.vectorize.PortableVectorizeIndex;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Puts the portable class of a service over a driver. */
record Bindings(
        Limits limits, InstantSource clock, List<Interceptor> interceptors, Map<String, DeliveryDelay> deliveryDelays) {
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

    Object over(Service service, String binding, Driver driver) {
        DriverCalls calls = new DriverCalls(service, binding, driver, interceptors);
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
