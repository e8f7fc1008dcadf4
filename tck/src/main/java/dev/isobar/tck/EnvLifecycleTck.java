package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@code docs/spec/env.md} about the end of an environment, for all services of one backend. They open many
 * environments, several at a time, and count the threads and the open files of the process.
 *
 * @since 0.1.0
 */
public abstract class EnvLifecycleTck extends BindingTck<EnvLifecycle> {
    /** For subclasses. */
    protected EnvLifecycleTck() {}

    @Override
    final String binding() {
        return "lifecycle";
    }

    /**
     * Names the services that the backend serves, and a URL for each. {@code {unique}} in it becomes a text that no other
     * test has; environments that are opened with one text have the same URL.
     *
     * @return URLs such as {@code redis://localhost?prefix={unique}:}
     */
    protected abstract Map<Service, String> urls();

    @Override
    protected final TckSubject<EnvLifecycle> open(TestClock clock) {
        EnvLifecycle subject = new EnvLifecycle(urls(), this::open, patience());
        return new TckSubject<>(subject, subject.capabilities(), "in-process", subject);
    }

    /**
     * Returns how long a rule waits for what ends after an environment was closed: threads, connections, calls. Nothing is
     * waited for longer than it takes.
     *
     * @return 20 seconds
     */
    protected Duration patience() {
        return Duration.ofSeconds(20);
    }

    /**
     * Opens an environment.
     *
     * @param builder the bindings
     * @return the environment; the rule closes it
     */
    protected Env open(EnvBuilder builder) {
        return builder.open();
    }

    @Nested
    class Closing extends LifecycleClosingRules {}

    @Nested
    class HandedOut extends LifecycleHandedOutRules {}

    @Nested
    class Remains extends LifecycleRemainsRules {}

    @Nested
    class Running extends LifecycleRunningRules {}

    @Nested
    class Stores extends LifecycleStoreRules {}
}
