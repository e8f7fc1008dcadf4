package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Driver;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * What the kit judges: an empty binding of its own for each test.
 *
 * @param <T> the binding's interface
 * @param binding the binding
 * @param capabilities what its backend declares
 * @param server what serves it, for the report, such as {@code in-process} or a server's name and version
 * @param resource what is closed after the test
 * @since 0.1.0
 */
public record TckSubject<T>(T binding, Capabilities capabilities, String server, AutoCloseable resource) {
    /** The name of the binding in the environments that the kit opens. */
    static final String NAME = "SUBJECT";

    /**
     * Opens a binding by its URL, as an application does.
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
        String own = url.replace("{unique}", UUID.randomUUID().toString());
        return over(Env.builder().clock(clock).bind(service, NAME, own), binding);
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
        return new TckSubject<>(binding, capabilities, name, resource);
    }
}
