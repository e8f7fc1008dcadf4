package dev.isobar.tck;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what each queue has answered: when something may come, and what it leased last. */
final class SeenTakes implements Interceptor {
    private final Map<String, Optional<Duration>> said = new ConcurrentHashMap<>();
    private final Map<String, List<String>> leases = new ConcurrentHashMap<>();

    @Nullable
    Duration next(String queue) {
        return said.getOrDefault(queue, Optional.empty()).orElse(null);
    }

    List<String> leases(String queue) {
        return leases.getOrDefault(queue, List.of());
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Object answer = call.get();
        if (answer instanceof Taken taken) {
            said.put(operation.binding(), Optional.ofNullable(taken.next()));
            if (!taken.messages().isEmpty()) {
                leases.put(
                        operation.binding(),
                        taken.messages().stream().map(Leased::lease).toList());
            }
        }
        return answer;
    }
}
