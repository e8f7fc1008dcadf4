package dev.isobar.spi;

/** What an exception of a driver's client means to a caller. */
public enum Failure {
    /** The request contradicts the state of the store. */
    CONFLICT,
    /** The store is busy, or a rate limit was reached. */
    THROTTLED,
    /** No answer came in time. */
    TIMED_OUT,
    /** The credentials were refused. */
    UNAUTHORIZED,
    /** The store cannot be reached. */
    UNAVAILABLE,
    /** None of the others. */
    UNEXPECTED
}
