package dev.isobar.spi.support;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened by whoever needs it first, while the others wait. No lock is held meanwhile, and none of a map
 * that this is a value of: opening may take as long as a server takes. It is tried once; after a failure the owner takes
 * another instance. Safe for use from many threads.
 *
 * @param <T> the type of what is opened
 * @since 0.1.0
 */
public final class OpenOnce<T> {
    private final Supplier<? extends T> open;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<T> opened = new CompletableFuture<>();

    /**
     * Opens nothing yet.
     *
     * @param open opens it, on the thread of the first caller
     */
    public OpenOnce(Supplier<? extends T> open) {
        this.open = open;
    }

    /**
     * Opens it, or waits until another caller has.
     *
     * @return what was opened
     * @throws InterruptedException if the thread is interrupted while it waits for another caller
     * @throws IllegalStateException if this has ended
     * @throws RuntimeException what opening has thrown, for all callers
     */
    public T get() throws InterruptedException {
        if (begun.compareAndSet(false, true)) {
            try {
                opened.complete(open.get());
            } catch (RuntimeException | Error failed) {
                opened.completeExceptionally(failed);
                throw failed;
            }
        }
        try {
            return opened.get();
        } catch (ExecutionException failed) {
            throw unchecked(failed);
        }
    }

    private static RuntimeException unchecked(ExecutionException failed) {
        Throwable cause = Objects.requireNonNull(failed.getCause());
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        return (RuntimeException) cause;
    }

    /**
     * Ends this: nothing is opened any more. Waits for who opens it now, so that nothing is left over.
     *
     * @return what was opened, for the caller to close; {@code null} if nothing was
     */
    public @Nullable T end() {
        if (begun.compareAndSet(false, true)) {
            opened.completeExceptionally(new IllegalStateException("it is closed"));
        }
        return opened.handle((value, failure) -> value).join();
    }
}
