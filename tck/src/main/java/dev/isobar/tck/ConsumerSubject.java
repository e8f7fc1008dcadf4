package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Queues {@code jobs}, {@code more} and {@code dead} of a backend, in one environment that a rule opens.
 *
 * @since 0.1.0
 */
public final class ConsumerSubject implements AutoCloseable {
    static final String JOBS = "jobs";
    static final String MORE = "more";
    static final String DEAD = "dead";

    /** The shortest lease that a consumer may have. */
    static final Duration LEASE = Duration.ofSeconds(2);

    private final Binder binder;
    private final TestClock clock;
    private final boolean controlled;
    private final Mishaps mishaps = new Mishaps();
    private final List<Env> open = new ArrayList<>();

    /** Declares a queue on a builder, under its own name. */
    private interface Binder {
        void bind(EnvBuilder builder, String queue);
    }

    private ConsumerSubject(Binder binder, TestClock clock, boolean controlled) {
        this.binder = binder;
        this.clock = clock;
        this.controlled = controlled;
    }

    /**
     * Judges a backend by its URL.
     *
     * @param url the URL; {@code {unique}} in it becomes a text that no other test has
     * @param clock the clock to open the backend with
     * @return the subject
     */
    public static TckSubject<ConsumerSubject> of(String url, TestClock clock) {
        return TckSubject.byUrl(url, own -> over((builder, queue) -> builder.bind(Service.QUEUES, queue, own), clock));
    }

    /**
     * Judges drivers.
     *
     * @param drivers makes the driver of a queue by its name; the drivers see each other's queues
     * @param clock the clock that the drivers have
     * @return the subject
     */
    public static TckSubject<ConsumerSubject> of(Function<String, QueueDriver> drivers, TestClock clock) {
        return over((builder, queue) -> builder.bind(Service.QUEUES, queue, drivers.apply(queue)), clock);
    }

    private static TckSubject<ConsumerSubject> over(Binder binder, TestClock clock) {
        EnvBuilder probe = Env.builder().clock(clock);
        binder.bind(probe, TckSubject.NAME);
        Capabilities capabilities;
        try (Env env = probe.open()) {
            capabilities = env.capabilities(TckSubject.NAME);
        }
        ConsumerSubject subject = new ConsumerSubject(binder, clock, capabilities.has(Capability.CONTROLLED_CLOCK));
        return new TckSubject<>(subject, capabilities, "in-process", subject);
    }

    /** Settings that deliver each message at once and alone, with the shortest lease. */
    static QueueConsumerSettings prompt() {
        return QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(1)
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxConcurrency(2)
                .withVisibilityTimeout(LEASE);
    }

    Env open(QueueConsumerSettings settings) {
        return open(settings, builder -> builder);
    }

    Env open(QueueConsumerSettings settings, UnaryOperator<EnvBuilder> more) {
        EnvBuilder builder =
                Env.builder().clock(controlled ? clock : InstantSource.system()).intercept(mishaps);
        for (String queue : List.of(JOBS, MORE, DEAD)) {
            binder.bind(builder, queue);
        }
        builder.consumer(JOBS, settings).consumer(MORE, settings.withDeadLetterQueue(null));
        Env env = more.apply(builder).open();
        open.add(env);
        return env;
    }

    /** What goes wrong, and what was seen to go right, between consumers and drivers. */
    Mishaps mishaps() {
        return mishaps;
    }

    /** Lets time pass for the store. */
    void pass(Duration time) {
        if (controlled) {
            clock.advance(time);
            return;
        }
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What another process would get of a queue now; it keeps it for a minute. */
    static List<PulledMessage> pull(Env env, String queue) {
        return env.puller(queue).pull(10, Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        open.forEach(Env::close);
    }
}
