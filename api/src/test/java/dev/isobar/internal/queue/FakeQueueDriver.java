package dev.isobar.internal.queue;

import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.QueueDriver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps what it is asked, and answers what a test wants. */
final class FakeQueueDriver implements QueueDriver {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-03T04:05:06.123456789Z"));

    final Set<Capability> declared = EnumSet.allOf(Capability.class);
    final List<Sending> sent = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<Settlement> settled = new ArrayList<>();
    final List<Interceptor> interceptors = new ArrayList<>();

    List<Leased> ready = List.of();
    List<String> lost = List.of();

    @Nullable
    Backlog backlog;

    boolean paused;

    static QueueRecord record(String id, String type, String body) {
        return new QueueRecord(id, Instant.EPOCH, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that was leased, by the name of its lease, which is its body too. */
    static Leased leased(String lease, int attempts, int failures) {
        return new Leased(lease, record("id of " + lease, "text", lease), attempts, failures);
    }

    QueueReceiver receiver() {
        return new QueueReceiver(
                "jobs", this, QueueLimits.CLOUDFLARE, CLOCK, CLOCK, interceptors, new StoreGate(new EnvState()));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(declared.toArray(Capability[]::new));
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) {
        sent.addAll(messages);
        return backlog;
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) {
        asked.add("take " + most + " " + fill + " " + visibility);
        return new Taken(ready, null, paused);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        settled.addAll(settlements);
        asked.add("settle " + settlements.size() + (deadLetterQueue == null ? "" : " or " + deadLetterQueue));
        return lost;
    }

    @Override
    public Backlog backlog() {
        return backlog == null ? new Backlog(0, 0, null) : backlog;
    }

    @Override
    public void pause(boolean stop) {
        asked.add(stop ? "pause" : "resume");
    }

    @Override
    public void purge() {
        asked.add("purge");
    }

    @Override
    public List<Peeked> peek(int most) {
        asked.add("peek " + most);
        return ready.stream()
                .map(one -> new Peeked(one.message(), one.attempts()))
                .toList();
    }
}
