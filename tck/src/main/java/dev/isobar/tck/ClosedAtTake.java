package dev.isobar.tck;

import dev.isobar.queue.QueueConsumer;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Closes a consumer between its first take and its handler. */
final class ClosedAtTake implements Interceptor {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private final AtomicReference<@Nullable Closing> next = new AtomicReference<>();

    /** A consumer that is to be closed, and that it was. */
    private record Closing(CompletableFuture<QueueConsumer> consumer, CompletableFuture<Boolean> done) {
        void close() {
            done.complete(consumer.join().close(Duration.ZERO));
        }
    }

    /** Starts a consumer and returns when it has taken something, was closed and has ended. */
    void run(Supplier<QueueConsumer> start) {
        Closing closing = new Closing(new CompletableFuture<>(), new CompletableFuture<>());
        next.set(closing);
        try (QueueConsumer consumer = start.get()) {
            closing.consumer().complete(consumer);
            closing.done().orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
            if (!consumer.close(BOUND)) {
                throw new IllegalStateException("a closed consumer goes on");
            }
        }
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Object answer = call.get();
        if (answer instanceof Taken taken && !taken.messages().isEmpty()) {
            Closing closing = next.getAndSet(null);
            if (closing != null) {
                closing.close();
            }
        }
        return answer;
    }
}
