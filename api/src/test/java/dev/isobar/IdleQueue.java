package dev.isobar;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue that never has a message. */
final class IdleQueue implements QueueDriver {
    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Capability.QUEUE_PULL, Capability.QUEUE_PURGE);
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) {
        return null;
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) {
        return new Taken(List.of(), null, false);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        return List.of();
    }

    @Override
    public void purge() {}
}
