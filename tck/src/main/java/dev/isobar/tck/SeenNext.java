package dev.isobar.tck;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what each queue has said when it was asked last: in which time something may come. */
final class SeenNext implements Interceptor {
    private final Map<String, Optional<Duration>> said = new ConcurrentHashMap<>();

    @Nullable
    Duration of(String queue) {
        return said.getOrDefault(queue, Optional.empty()).orElse(null);
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Object answer = call.get();
        if (answer instanceof Taken taken) {
            said.put(operation.binding(), Optional.ofNullable(taken.next()));
        }
        return answer;
    }
}
