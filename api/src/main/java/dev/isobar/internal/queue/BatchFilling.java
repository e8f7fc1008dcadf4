package dev.isobar.internal.queue;

import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects the messages of a batch where the driver does not wait for them: what was taken is held until the batch is
 * full or its time has passed since the first of them was taken. Used by one thread at a time.
 */
final class BatchFilling {
    private final int most;
    private final Duration longest;
    private final LongSupplier nanos;
    private final List<Leased> held = new ArrayList<>();
    private long since;

    BatchFilling(QueueConsumerSettings settings, LongSupplier nanos) {
        this.most = settings.maxBatchSize();
        this.longest = settings.maxBatchTimeout();
        this.nanos = nanos;
    }

    /** Takes as many messages as the batch lacks; returns the batch, or none while it is not due. */
    Taken take(IntFunction<Taken> driver) {
        if (!held.isEmpty() && isDue()) {
            return new Taken(release(), null, false);
        }
        Taken taken = driver.apply(most - held.size());
        if (held.isEmpty()) {
            since = nanos.getAsLong();
        }
        held.addAll(taken.messages());
        if (held.isEmpty()) {
            return taken;
        }
        return isDue()
                ? new Taken(release(), null, false)
                : new Taken(List.of(), sooner(longest.minus(waited()), taken.next()), false);
    }

    private boolean isDue() {
        return held.size() >= most || waited().compareTo(longest) >= 0;
    }

    private Duration waited() {
        return Duration.ofNanos(nanos.getAsLong() - since);
    }

    private static Duration sooner(Duration left, @Nullable Duration next) {
        return next != null && next.compareTo(left) < 0 ? next : left;
    }

    /** Hands out what is held and holds nothing any more. */
    List<Leased> release() {
        List<Leased> all = List.copyOf(held);
        held.clear();
        return all;
    }
}
