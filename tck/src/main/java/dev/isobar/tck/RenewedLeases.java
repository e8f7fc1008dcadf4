package dev.isobar.tck;

import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets a consumer renew its leases as long as a rule wants, and no longer. */
final class RenewedLeases implements Interceptor {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final AtomicInteger renewals = new AtomicInteger();
    private volatile boolean holds;
    private volatile boolean stopped;

    /** Starts a consumer, waits until its leases would be over if nobody had renewed them, and ends it after an action. */
    void beyond(
            Duration lease,
            Consumer<Duration> pass,
            Function<QueueHandler<Object>, QueueConsumer> start,
            Runnable meanwhile) {
        CompletableFuture<Void> entered = new CompletableFuture<>();
        CompletableFuture<Void> left = new CompletableFuture<>();
        stopped = false;
        try (QueueConsumer consumer = start.apply(batch -> {
            holds = true;
            entered.complete(null);
            left.get(2 * BOUND.toSeconds(), TimeUnit.SECONDS);
        })) {
            Await.until(BOUND, entered::isDone);
            try {
                for (int i = 0; i < 2; i++) {
                    pass.accept(lease.multipliedBy(3).dividedBy(4));
                    awaitRenewal();
                }
                stopped = true;
                meanwhile.run();
            } finally {
                left.complete(null);
            }
            if (!consumer.close(BOUND)) {
                throw new AssertionError("the consumer does not end after its handler");
            }
        } finally {
            holds = false;
            stopped = false;
        }
    }

    /** The second one from now on began after now. */
    private void awaitRenewal() {
        int wanted = renewals.get() + 2;
        Await.until(BOUND, () -> renewals.get() >= wanted);
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        String thread = Thread.currentThread().getName();
        if (holds && operation.name().equals("take") && thread.startsWith("isobar-queue-")) {
            // Else the consumer itself would take what it has not renewed.
            return new Taken(List.of(), null, false);
        }
        if (!operation.name().equals("settle") || !thread.startsWith("isobar-lease-")) {
            return call.get();
        }
        if (stopped) {
            // Nothing was sent, and nobody is told of it.
            return List.of();
        }
        Object answer = call.get();
        renewals.incrementAndGet();
        return answer;
    }
}
