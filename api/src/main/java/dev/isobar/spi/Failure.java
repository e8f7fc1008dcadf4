package dev.isobar.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of a driver's client means to a caller. The portable class makes the {@link
 * dev.isobar.error.IsobarException} of the kind, with the driver's exception as its cause.
 *
 * @param kind what the caller can do
 * @param code the service's own code, such as an HTTP status or an error code of S3; {@code null} if there is none
 * @param retryAfter how long the store asks callers to wait; {@code null} if it does not say. Only {@link
 *     Kind#THROTTLED} passes it on.
 * @param text what happened, for the message; {@code null} for the text of the kind. It must not hold a stored value, a
 *     bound parameter or a credential.
 * @since 0.1.0
 */
public record Failure(
        Kind kind,
        @Nullable String code,
        @Nullable Duration retryAfter,
        @Nullable String text) {
    /** The request contradicts the state of the store. */
    public static final Failure CONFLICT = of(Kind.CONFLICT);

    /** The store refused the request: it can never succeed as it is. */
    public static final Failure INVALID = of(Kind.INVALID);

    /** A size, a count or a quota of the store was exceeded. */
    public static final Failure LIMIT_EXCEEDED = of(Kind.LIMIT_EXCEEDED);

    /** The store is busy, or a rate limit was reached. */
    public static final Failure THROTTLED = of(Kind.THROTTLED);

    /** No answer came in time. */
    public static final Failure TIMED_OUT = of(Kind.TIMED_OUT);

    /** The credentials were refused. */
    public static final Failure UNAUTHORIZED = of(Kind.UNAUTHORIZED);

    /** The store cannot be reached. */
    public static final Failure UNAVAILABLE = of(Kind.UNAVAILABLE);

    /** The driver does not know the exception. */
    public static final Failure UNEXPECTED = of(Kind.UNEXPECTED);

    /**
     * What a caller can do about a failure.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** Read again, then decide: {@link dev.isobar.error.ConflictException}. */
        CONFLICT,
        /** Change the call: {@link dev.isobar.error.InvalidRequestException}. */
        INVALID,
        /** Ask for less, or raise the quota: {@link dev.isobar.error.LimitExceededException}. */
        LIMIT_EXCEEDED,
        /** Wait: {@link dev.isobar.error.ThrottledException}. */
        THROTTLED,
        /** Try again; the call may have had its effect: {@link dev.isobar.error.TimedOutException}. */
        TIMED_OUT,
        /** Change the credentials: {@link dev.isobar.error.UnauthorizedException}. */
        UNAUTHORIZED,
        /** Try again; the call may have had its effect: {@link dev.isobar.error.UnavailableException}. */
        UNAVAILABLE,
        /** None of the others: {@link dev.isobar.error.BackendException}. */
        UNEXPECTED
    }

    /** Refuses a wait that is negative. */
    public Failure {
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is negative: " + retryAfter);
        }
    }

    private static Failure of(Kind kind) {
        return new Failure(kind, null, null, null);
    }

    /**
     * Sets the service's own code.
     *
     * @param known the code, such as an HTTP status or an error code of S3; {@code null} for none
     * @return a changed copy
     */
    public Failure withCode(@Nullable String known) {
        return new Failure(kind, known, retryAfter, text);
    }

    /**
     * Sets how long the store asks callers to wait.
     *
     * @param wait the wait, not negative; {@code null} if the store does not say
     * @return a changed copy
     */
    public Failure withRetryAfter(@Nullable Duration wait) {
        return new Failure(kind, code, wait, text);
    }

    /**
     * Sets what happened.
     *
     * @param safe the text, without a stored value, a bound parameter or a credential; {@code null} for the kind's own
     * @return a changed copy
     */
    public Failure withText(@Nullable String safe) {
        return new Failure(kind, code, retryAfter, safe);
    }
}
