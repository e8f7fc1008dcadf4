package dev.isobar.tck;

import static java.util.Objects.requireNonNull;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queues of an environment, consumed step by step.
 *
 * @since 0.1.0
 */
public final class EnvQueueSubject implements QueueSubject, AutoCloseable {
    private static final long A_SECOND = 1_000_000_000;
    private static final long A_MOMENT = 50_000_000;

    private final Binder binder;
    private final boolean byUrl;
    private final TestClock clock;
    private final Capabilities capabilities;
    private final InstantSource time;
    private final Map<String, SteppedQueueConsumer> consumers = new LinkedHashMap<>();
    private final List<QueueDelivery> deliveries = new ArrayList<>();
    private final QueueStandardHandler handler;
    private Instant start;
    private final LostAnswer lostAnswer = new LostAnswer();
    private final ClosedAtTake closedAtTake = new ClosedAtTake();
    private final SeenTakes seenTakes = new SeenTakes();
    private final RenewedLeases renewed = new RenewedLeases();
    private final Map<String, Duration> leases = new HashMap<>();
    private @Nullable Env env;

    /** Declares a queue on a builder, under its own name. */
    private interface Binder {
        void bind(EnvBuilder builder, String queue, @Nullable Duration retention);
    }

    private EnvQueueSubject(Binder binder, boolean byUrl, TestClock clock, Capabilities capabilities) {
        this.binder = binder;
        this.byUrl = byUrl;
        this.clock = clock;
        this.capabilities = capabilities;
        this.time = capabilities.has(Capability.CONTROLLED_CLOCK) ? clock : InstantSource.system();
        this.start = time.instant();
        this.handler = new QueueStandardHandler(this::elapsed, deliveries::add);
    }

    /**
     * Judges a backend by its URL.
     *
     * @param url the URL; {@code {unique}} in it becomes a text that no other test has
     * @param clock the clock to open the backend with
     * @return the subject
     */
    public static TckSubject<QueueSubject> of(String url, TestClock clock) {
        return TckSubject.byUrl(
                url,
                own -> over(
                        (builder, queue, retention) -> builder.bind(Service.QUEUES, queue, keeping(own, retention)),
                        true,
                        clock));
    }

    /**
     * Judges drivers.
     *
     * @param drivers makes the driver of a queue by its name; the drivers see each other's queues
     * @param clock the clock that the drivers have
     * @return the subject
     */
    public static TckSubject<QueueSubject> of(Function<String, QueueDriver> drivers, TestClock clock) {
        return over(
                (builder, queue, retention) -> builder.bind(Service.QUEUES, queue, drivers.apply(queue)), false, clock);
    }

    private static String keeping(String url, @Nullable Duration retention) {
        return retention == null
                ? url
                : url + (url.contains("?") ? "&" : "?") + "retention=" + retention.toSeconds() + "s";
    }

    private static TckSubject<QueueSubject> over(Binder binder, boolean byUrl, TestClock clock) {
        EnvBuilder probe = Env.builder().clock(clock);
        binder.bind(probe, TckSubject.NAME, null);
        Capabilities capabilities;
        try (Env env = probe.open()) {
            capabilities = env.capabilities(TckSubject.NAME);
        }
        EnvQueueSubject subject = new EnvQueueSubject(binder, byUrl, clock, capabilities);
        return new TckSubject<>(subject, capabilities, "in-process", subject);
    }

    @Override
    public void open(QueueSetup... queues) {
        EnvBuilder builder = Env.builder()
                .clock(time)
                .intercept(lostAnswer)
                .intercept(closedAtTake)
                .intercept(seenTakes)
                .intercept(renewed);
        for (QueueSetup queue : queues) {
            binder.bind(builder, queue.name(), queue.retention());
            leases.put(queue.name(), queue.settings().visibilityTimeout());
            builder.consumer(queue.name(), queue.settings()).deliveryDelay(queue.name(), queue.deliveryDelay());
        }
        env = builder.open();
        start = time.instant();
        for (QueueSetup queue : queues) {
            if (queue.consumed()) {
                consume(queue.name());
            }
        }
    }

    private Duration elapsed() {
        return Duration.between(start, time.instant());
    }

    private Env env() {
        if (env == null) {
            throw new IllegalStateException("open() comes first");
        }
        return env;
    }

    @Override
    public Queue queue(String name) {
        return env().queue(name);
    }

    @Override
    public Queue withoutAnswer(String name, Runnable meanwhile) {
        lostAnswer.next(meanwhile);
        return queue(name);
    }

    @Override
    public void pass(Duration span) {
        clock.advance(span);
    }

    @Override
    public Duration retention() {
        OptionalLong longest = capabilities.bound(Bound.QUEUE_LONGEST_RETENTION);
        Duration standard = Duration.ofDays(4);
        return longest.isPresent() && longest.getAsLong() < standard.toSeconds()
                ? Duration.ofSeconds(longest.getAsLong())
                : standard;
    }

    @Override
    public void consume(String queue) {
        consumers.put(queue, env().consumeStepped(queue, Object.class, handler));
    }

    @Override
    public List<QueueDelivery> advance(int seconds) {
        deliveries.clear();
        runDue();
        long begin = System.nanoTime();
        for (int second = 1; second <= seconds; second++) {
            if (capabilities.has(Capability.CONTROLLED_CLOCK)) {
                clock.advance(Duration.ofSeconds(1));
                runDue();
            } else {
                runUntil(begin + second * A_SECOND);
            }
        }
        return List.copyOf(deliveries);
    }

    private void runDue() {
        int batches;
        do {
            batches = 0;
            for (SteppedQueueConsumer consumer : consumers.values()) {
                batches += consumer.runDue();
            }
        } while (batches > 0);
        handler.callLate();
        handler.checkFailures();
    }

    /** What is due at the end of a second belongs to it; what a busy machine finds long after it belongs to the next one. */
    private void runUntil(long end) {
        long left = end - System.nanoTime();
        while (left > 0) {
            Await.pass(Duration.ofNanos(Math.min(left, A_MOMENT)));
            left = end - System.nanoTime();
            if (left > -A_MOMENT) {
                runDue();
            }
        }
    }

    @Override
    public boolean setsRetention() {
        return byUrl;
    }

    @Override
    public QueuePuller puller(String queue) {
        return env().puller(queue);
    }

    @Override
    public void giveBack(String queue) {
        closedAtTake.run(() -> env().consume(queue, Object.class, batch -> {
            throw new IllegalStateException("a batch was handed over by a closed consumer");
        }));
    }

    @Override
    public void renew(String queue, Runnable meanwhile) {
        Duration lease = requireNonNull(leases.get(queue));
        renewed.beyond(lease, this::passInAnyTime, handler -> env().consume(queue, Object.class, handler), meanwhile);
    }

    private void passInAnyTime(Duration span) {
        if (capabilities.has(Capability.CONTROLLED_CLOCK)) {
            clock.advance(span);
        } else {
            Await.pass(span);
        }
    }

    @Override
    public List<String> leases(String queue) {
        return seenTakes.leases(queue);
    }

    @Override
    public @Nullable Duration next(String queue) {
        return seenTakes.next(queue);
    }

    @Override
    public QueueControl control(String queue) {
        return env().queueControl(queue);
    }

    @Override
    public void close() {
        if (env != null) {
            env.close();
        }
    }
}
