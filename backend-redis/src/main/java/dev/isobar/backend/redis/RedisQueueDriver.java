package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Failure;
import dev.isobar.spi.QueueDriver;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One queue, in one part or several. */
final class RedisQueueDriver implements QueueDriver {
    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            Capability.QUEUE_BYTES,
            Capability.QUEUE_EXTEND,
            Capability.QUEUE_FAILURES,
            Capability.QUEUE_FILL,
            Capability.QUEUE_IDEMPOTENT_SEND,
            Capability.QUEUE_METRICS,
            Capability.QUEUE_PAUSE,
            Capability.QUEUE_PEEK,
            Capability.QUEUE_PULL,
            Capability.QUEUE_PURGE,
            Capability.QUEUE_RELEASE,
            Capability.READ_YOUR_WRITES);

    private final RedisLink link;
    private final Partitions partitions;
    private final StoreClock clock;
    private final Arrivals arrivals;
    private final byte[] channel;
    private final String queue;
    private final List<QueueScripts> parts;
    private final QueueSettling settling;
    private volatile @Nullable Arrival arrival;
    private volatile long seen;

    RedisQueueDriver(
            RedisLink link,
            Partitions partitions,
            StoreClock clock,
            Duration retention,
            Arrivals arrivals,
            Function<String, RedisQueueDriver> queues) {
        this.link = link;
        this.partitions = partitions;
        this.clock = clock;
        this.arrivals = arrivals;
        this.channel = partitions.key(0, "news");
        this.queue = RedisLease.queue(channel);
        this.parts = IntStream.range(0, partitions.count())
                .mapToObj(part -> new QueueScripts(link, partitions, part, clock, retention, channel))
                .toList();
        this.settling = new QueueSettling(queue, parts, queues);
    }

    @Override
    public Capabilities capabilities() {
        Set<Capability> all = EnumSet.copyOf(CAPABILITIES);
        if (parts.size() == 1) {
            all.add(Capability.QUEUE_ORDER);
        }
        if (clock.controlled()) {
            all.add(Capability.CONTROLLED_CLOCK);
        }
        return Capabilities.of(all.toArray(Capability[]::new));
    }

    @Override
    public Failure classify(Throwable thrown) {
        return link.classify(thrown);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return link.unwrap(type);
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) {
        // A call goes to one part, so that it is stored as one; a repeated call goes to the same part.
        List<byte[]> before =
                parts.get(part(messages.get(0))).send(arguments(messages)).await();
        return parts.size() > 1 || before.isEmpty() ? null : QueueAnswers.backlog(before);
    }

    /** Stores dead letters, each in the part of its id, which knows it if it comes again; an interrupt does not stop it. */
    void bury(List<Sending> letters) {
        Map<Integer, List<Sending>> byPart = letters.stream().collect(groupingBy(this::part));
        List<Script.Call<List<byte[]>>> calls = new ArrayList<>();
        byPart.forEach((part, its) -> calls.add(parts.get(part).bury(arguments(its))));
        calls.forEach(Script.Call::finish);
    }

    private int part(Sending sending) {
        return partitions.of(sending.message().id().getBytes(UTF_8));
    }

    private static List<byte[]> arguments(List<Sending> messages) {
        List<byte[]> arguments = new ArrayList<>();
        for (Sending sending : messages) {
            QueueRecord message = sending.message();
            arguments.add(message.id().getBytes(UTF_8));
            arguments.add(QueueScripts.number(message.timestamp().toEpochMilli()));
            arguments.add(message.contentType().getBytes(UTF_8));
            arguments.add(QueueScripts.number(sending.delay().toMillis()));
            arguments.add(message.body());
        }
        return arguments;
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) {
        Arrival heard = arrival;
        long before = heard == null ? 0 : heard.count();
        Taken taken = parts.size() == 1
                ? QueueAnswers.taken(
                        queue, 0, parts.get(0).take(most, fill, visibility).await())
                : new PartedTake(queue, parts, most, visibility).take(fill);
        if (taken.messages().size() < most) {
            seen = before;
        }
        return taken;
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        return settling.settle(settlements, deadLetterQueue);
    }

    @Override
    public Backlog backlog() {
        long count = 0;
        long bytes = 0;
        Instant oldest = null;
        for (QueueLook look : QueueLook.all(parts)) {
            count += look.backlog().count();
            bytes += look.backlog().bytes();
            Instant its = look.backlog().oldest();
            oldest = oldest == null || (its != null && its.isBefore(oldest)) ? its : oldest;
        }
        return new Backlog(count, bytes, oldest);
    }

    @Override
    public void awaitWork(Duration atMost) throws InterruptedException {
        Arrival heard = arrival;
        if (heard != null) {
            heard.await(seen, atMost);
            return;
        }
        try {
            arrival = arrivals.listen(channel);
        } catch (RedisException | IllegalStateException awayOrClosed) {
            TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(atMost));
        }
    }

    @Override
    public void pause(boolean paused) {
        control(paused ? "pause" : "resume");
    }

    @Override
    public void purge() {
        control("purge");
    }

    private void control(String what) {
        parts.stream().map(part -> part.control(what)).toList().forEach(Script.Call::await);
    }

    @Override
    public List<Peeked> peek(int most) {
        List<Peeked> peeked = new ArrayList<>();
        for (QueueScripts part : parts) {
            if (peeked.size() < most) {
                peeked.addAll(
                        QueueAnswers.peeked(part.peek(most - peeked.size()).await()));
            }
        }
        return peeked;
    }
}
