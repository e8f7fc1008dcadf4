package dev.isobar.internal;

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

    public RuntimeException failure() {
        return failure;
    }
}
