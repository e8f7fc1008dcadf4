package dev.isobar;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.internal.Uninterrupted;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens one backend for each connection and closes all of them. */
final class Backends implements AutoCloseable {
    private final @Nullable InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BackendConnection, Attempt> attempts = new LinkedHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();
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
                throw new EnvClosedException(new CallSite(binding.service(), null, "stores"), null);
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
            BackendConfig config = binding.backend(clock);
            return new Attempt(Objects.requireNonNull(binding.provider().open(config)), List.of());
        } catch (Throwable thrown) {
            OpeningFailure.rethrowIfFatal(thrown);
            note(thrown);
            return new Attempt(null, binding.failure(thrown));
        }
    }

    /** Opens the driver of a binding, or returns null after adding why that is not possible. */
    @Nullable
    OpenedBinding open(ResolvedBinding binding, Backend backend, List<String> problems) {
        return open(binding, problems, () -> OpenedBinding.of(binding, backend));
    }

    /** Takes a step of opening a binding, or returns null after adding why that is not possible. */
    <T extends @Nullable Object> @Nullable T open(ResolvedBinding binding, List<String> problems, Supplier<T> step) {
        try {
            return step.get();
        } catch (Throwable thrown) {
            OpeningFailure.rethrowIfFatal(thrown);
            note(thrown);
            binding.failure(thrown).forEach(problem -> problems.add(binding.place() + ": " + problem));
            return null;
        }
    }

    /** Keeps what was thrown, for those who look for the cause; problems of settings say all in their texts. */
    void note(Throwable thrown) {
        lock.lock();
        try {
            if (!(thrown instanceof InvalidSettingException)) {
                failures.add(thrown);
            }
        } finally {
            lock.unlock();
        }
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

    /** Closes what is open, and adds to an error what is thrown meanwhile. */
    void closeAfter(Throwable error) {
        try {
            close();
        } catch (Throwable secondary) {
            error.addSuppressed(secondary);
        }
    }

    /** Closes each backend, whatever the others throw; then throws the first of that, with the rest suppressed in it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            Throwable first = null;
            for (Attempt attempt : attempts.values()) {
                Throwable failed = failureOfClosing(attempt.backend());
                if (first == null) {
                    first = failed;
                } else if (failed != null && failed != first) {
                    first.addSuppressed(failed);
                }
            }
            attempts.clear();
            rethrow(first);
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Throwable failureOfClosing(@Nullable Backend backend) {
        try {
            if (backend != null) {
                Uninterrupted.run(backend::close);
            }
            return null;
        } catch (Throwable failed) {
            return failed;
        }
    }

    private static void rethrow(@Nullable Throwable failed) {
        if (failed instanceof Error fatal) {
            throw fatal;
        }
        if (failed instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }
}
