package dev.isobar.internal;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Carries a failure of the caller's own code, such as a stream that it handed over, past the translation of errors: the
 * caller gets its own failure, not one of the backend.
 */
public final class CallerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** What the caller gets. */
    private final RuntimeException failure;

    public CallerFailure(RuntimeException failure) {
        super(failure);
        this.failure = failure;
    }

    /** Carries what reading from the caller's stream has thrown: the caller gets an IOException as an unchecked one. */
    public static CallerFailure ofStream(Exception thrown) {
        return new CallerFailure(
                thrown instanceof IOException failed
                        ? new UncheckedIOException(failed)
                        : thrown instanceof RuntimeException own ? own : new IllegalStateException(thrown));
    }

    public RuntimeException failure() {
        return failure;
    }
}
