package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Driver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the kit judges: an empty binding of its own for each test.
 *
 * @param <T> the binding's interface
 * @param binding the binding
 * @param capabilities what its backend declares
 * @param server what serves it, for the report, such as {@code in-process} or a server's name and version
 * @param resource what is closed after the test
 * @param another opens another environment on the same store, as a second process would; empty if that is impossible,
 *     as for a store inside the first environment
 * @param store what is known of the store beyond its binding
 * @since 0.1.0
 */
public record TckSubject<T>(
        T binding,
        Capabilities capabilities,
        String server,
        AutoCloseable resource,
        Optional<Supplier<TckSubject<T>>> another,
        TckStore store)
        implements AutoCloseable {
    /** The name of the binding in the environments that the kit opens. */
    static final String NAME = "SUBJECT";

    /** The part of a URL that names the store of one test. */
    private static final String UNIQUE = "{unique}";

    /**
     * A subject whose store no other environment can reach.
     *
     * @param binding the binding
     * @param capabilities what its backend declares
     * @param server what serves it
     * @param resource what is closed after the test
     */
    public TckSubject(T binding, Capabilities capabilities, String server, AutoCloseable resource) {
        this(binding, capabilities, server, resource, Optional.empty(), TckStore.UNKNOWN);
    }

    /**
     * Opens a binding by its URL, as an application does. If the URL holds {@code {unique}}, the store has a name, and the
     * kit also judges what a second environment sees of it.
     *
     * @param <T> the binding's interface
     * @param service the service
     * @param url the backend's URL; {@code {unique}} in it becomes a text that no other test has
     * @param clock the clock to open the backend with
     * @param binding how the binding is taken from the environment, such as {@code Env::kv}
     * @return the subject
     */
    public static <T> TckSubject<T> of(
            Service service, String url, TestClock clock, BiFunction<Env, String, T> binding) {
        return byUrl(url, own -> over(Env.builder().clock(clock).bind(service, NAME, own), binding));
    }

    /** Opens a subject by its URL, and others by the same one if that names a store. */
    static <T> TckSubject<T> byUrl(String url, Function<String, TckSubject<T>> opening) {
        String own = url.replace(UNIQUE, UUID.randomUUID().toString());
        TckSubject<T> subject = opening.apply(own);
        return url.contains(UNIQUE)
                ? subject.withSecond(() -> opening.apply(own)).with(subject.store.withUrl(Optional.of(own)))
                : subject;
    }

    /**
     * Puts the portable class over a driver.
     *
     * @param <T> the binding's interface
     * @param service the service
     * @param driver the driver
     * @param clock the clock of the portable class; the driver should have the same
     * @param binding how the binding is taken from the environment, such as {@code Env::kv}
     * @return the subject
     */
    public static <T> TckSubject<T> of(
            Service service, Driver driver, TestClock clock, BiFunction<Env, String, T> binding) {
        return over(Env.builder().clock(clock).bind(service, NAME, driver), binding);
    }

    private static <T> TckSubject<T> over(EnvBuilder builder, BiFunction<Env, String, T> binding) {
        Env env = builder.open();
        return new TckSubject<>(binding.apply(env, NAME), env.capabilities(NAME), "in-process", env);
    }

    /**
     * Names the server in the report.
     *
     * @param name its name and version
     * @return a changed copy
     */
    public TckSubject<T> withServer(String name) {
        return new TckSubject<>(binding, capabilities, name, resource, another, store);
    }

    /**
     * Lets the kit open the same store once more, as a second process would. Subjects that are opened by a URL with {@code
     * {unique}} need no such call.
     *
     * @param second opens another subject on this one's store; the kit closes it
     * @return a changed copy
     */
    public TckSubject<T> withSecond(Supplier<TckSubject<T>> second) {
        return new TckSubject<>(binding, capabilities, server, resource, Optional.of(second), store);
    }

    private TckSubject<T> with(TckStore known) {
        return new TckSubject<>(binding, capabilities, server, resource, another, known);
    }

    /**
     * Says that no other process reaches the store, although its URL holds {@code {unique}}: a named database in memory,
     * for example. The rules that start a second process are then skipped.
     *
     * @return a changed copy
     */
    public TckSubject<T> withinProcess() {
        return with(store.withUrl(Optional.empty()));
    }

    /**
     * Gives the time by which the store ends entries. For stores that do not declare {@code controlled-clock} and whose
     * clock may differ from this machine's, such as {@code SELECT now()} of a remote database.
     *
     * @param clock reads the time of the store
     * @return a changed copy
     */
    public TckSubject<T> withStoreClock(InstantSource clock) {
        return with(store.withClock(clock));
    }

    /**
     * Lets the kit see what calls leave behind: the counts are taken before and after calls that fail, that are given up
     * or that remove something, and must then be the same. Count what is open or stored because of this subject, such as
     * {@code "entries"}, {@code "files"}, {@code "temporary files"}, {@code "connections"} in use (not those that a pool
     * keeps) or {@code "leases"}; expired entries count until they are freed. Rules about it are skipped without this call.
     *
     * @param counts returns counts by name, always of the same names; called from one thread, at times when no call runs
     * @return a changed copy; the kit waits up to a minute for the backend to clean up
     */
    public TckSubject<T> withRemains(Supplier<Map<String, Long>> counts) {
        return withRemains(counts, TckStore.PATIENCE);
    }

    /**
     * Does the same for a backend that cleans up at other times than within a minute.
     *
     * @param counts returns counts by name, always of the same names; called from one thread, at times when no call runs
     * @param within how long the kit waits for the backend to clean up
     * @return a changed copy
     */
    public TckSubject<T> withRemains(Supplier<Map<String, Long>> counts, Duration within) {
        return with(store.withRemaining(counts, within));
    }

    /** Counts what the backend holds now; the rule is skipped where nobody can tell. */
    Map<String, Long> remains() {
        return Map.copyOf(store.remaining().map(Supplier::get).orElseThrow(Trial.LackException::ofRemains));
    }

    /** Starts a process that opens the same store; the rule is skipped where that is impossible. */
    SecondProcess secondProcess(Service service, InstantSource clock) {
        return SecondProcess.start(service, store.url().orElseThrow(Trial.LackException::ofSecondProcess), clock);
    }

    /** Opens another environment on the same store; the rule is skipped where that is impossible. */
    TckSubject<T> second() {
        return another.map(Supplier::get).orElseThrow(Trial.LackException::ofSecondEnvironment);
    }

    /** Looks at the binding through something, a second environment's too. */
    TckSubject<T> through(UnaryOperator<T> view) {
        return new TckSubject<>(
                view.apply(binding),
                capabilities,
                server,
                resource,
                another.map(opening -> () -> opening.get().through(view)),
                store);
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException("the subject of a test does not close", failed);
        }
    }
}
