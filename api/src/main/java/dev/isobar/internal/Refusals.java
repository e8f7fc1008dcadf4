package dev.isobar.internal;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.spi.Bound;
import org.jspecify.annotations.Nullable;

/** Makes the errors with which a binding refuses a call before its driver is asked. */
public final class Refusals {
    private final DriverCalls calls;

    public Refusals(DriverCalls calls) {
        this.calls = calls;
    }

    /** An argument that is not allowed, without a code of the service. */
    public InvalidRequestException invalid(String operation, String message) {
        return invalid(operation, null, message, null);
    }

    public InvalidRequestException invalid(String operation, @Nullable String code, String message) {
        return invalid(operation, code, message, null);
    }

    public InvalidRequestException invalid(
            String operation, @Nullable String code, String message, @Nullable Throwable cause) {
        return new InvalidRequestException(calls.site(operation), code, message, cause);
    }

    /** A size or a count above its limit, without a code of the service. */
    public LimitExceededException exceeded(String operation, String message) {
        return exceeded(operation, null, message);
    }

    public LimitExceededException exceeded(String operation, @Nullable String code, String message) {
        return exceeded(operation, code, message, null);
    }

    public LimitExceededException exceeded(
            String operation, @Nullable String code, String message, @Nullable Throwable cause) {
        return new LimitExceededException(calls.site(operation), code, message, cause);
    }

    /** A size or a count above what the backend declares for its store. */
    public LimitExceededException beyond(String operation, Bound bound, long most, long found) {
        return exceeded(
                operation,
                calls.site(operation) + ": " + found + " " + bound.unit() + " exceed what this backend stores; "
                        + bound.label() + " is " + most);
    }
}
