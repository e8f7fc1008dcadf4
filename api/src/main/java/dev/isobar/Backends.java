package dev.isobar;

import dev.isobar.error.ConfigurationException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Uninterrupted;
import dev.isobar.spi.Backend;
import dev.isobar.spi.InvalidSettingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Opens one backend for each connection and closes all of them. */
final class Backends implements AutoCloseable {
    private final @Nullable InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BackendConnection, Attempt> attempts = new LinkedHashMap<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private boolean closed;

    /** Takes the clock that code passed, or null for the system's. */
    Backends(@Nullable InstantSource clock) {
        this.clock = clock;
    }

    /** A backend, or why it cannot be opened. */
    private record Attempt(@Nullable Backend backend, List<String> problems) {}

    /** Returns the backend of a binding's connection, or null after adding why it cannot be opened. */
    @Nullable
    Backend open(ResolvedBinding binding, List<String> problems) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the environment is closed");
            }
            BackendConnection connection = binding.store().connection();
            Attempt attempt = attempts.get(connection);
            if (attempt == null) {
                attempt = attempt(binding);
                attempts.put(connection, attempt);
            }
            attempt.problems().forEach(problem -> problems.add(binding.place() + ": " + problem));
            return attempt.backend();
        } finally {
            lock.unlock();
        }
    }

    private Attempt attempt(ResolvedBinding binding) {
        try {
            return new Attempt(binding.provider().open(binding.backend(clock)), List.of());
        } catch (InvalidSettingException refused) {
            return new Attempt(null, refused.problems());
        } catch (RuntimeException failed) {
            failures.add(failed);
            return new Attempt(null, List.of(unreachable(binding, failed)));
        }
    }

    /** Opens the driver of a binding, or returns null after adding why that is not possible. */
    @Nullable
    OpenedBinding open(ResolvedBinding binding, Backend backend, List<String> problems) {
        try {
            return OpenedBinding.of(binding, backend);
        } catch (InvalidSettingException refused) {
            refused.problems().forEach(problem -> problems.add(binding.place() + ": " + problem));
        } catch (RuntimeException failed) {
            failures.add(failed);
            problems.add(binding.place() + ": " + unreachable(binding, failed));
        }
        return null;
    }

    private static String unreachable(ResolvedBinding binding, RuntimeException failed) {
        if (DriverCalls.isInterrupt(failed)) {
            Thread.currentThread().interrupt();
            return binding.store().connection().scheme() + ": cannot be opened; the thread was interrupted";
        }
        return binding.store().connection().scheme() + ": cannot be opened ("
                + failed.getClass().getName() + "); check that the server is running and the address is correct";
    }

    /** Returns the error that reports all problems, with the exceptions of clients suppressed; the next try is a new one. */
    ConfigurationException refusal(List<String> problems) {
        lock.lock();
        try {
            ConfigurationException refusal = new ConfigurationException(problems);
            failures.forEach(refusal::addSuppressed);
            failures.clear();
            attempts.values().removeIf(attempt -> attempt.backend() == null);
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is open and returns the error that reports all problems. */
    ConfigurationException refusalAndClose(List<String> problems) {
        ConfigurationException refusal = refusal(problems);
        try {
            close();
        } catch (RuntimeException secondary) {
            refusal.addSuppressed(secondary);
        }
        return refusal;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            RuntimeException first = null;
            for (Attempt attempt : attempts.values()) {
                try {
                    if (attempt.backend() != null) {
                        Uninterrupted.run(attempt.backend()::close);
                    }
                } catch (RuntimeException failed) {
                    if (first == null) {
                        first = failed;
                    } else {
                        first.addSuppressed(failed);
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        } finally {
            lock.unlock();
        }
    }
}
