package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The subtype says what the caller can do; the cause is the backend's own error.
 *
 * <p>Messages are Cloudflare's where the specification knows them. They name sizes, limits and keywords, never a
 * stored value and never a credential.
 *
 * <p>An error that was serialised and read again answers as before. Its cause is written with it: the backend's client
 * decides whether that succeeds, and the other side needs the client's classes to read it.
 *
 * @since 0.1.0
 */
public abstract sealed class IsobarException extends RuntimeException
        permits BackendException,
                ConfigurationException,
                ConflictException,
                D1Exception,
                EnvClosedException,
                InvalidRequestException,
                LimitExceededException,
                RetriesExhaustedException,
                ThrottledException,
                TimedOutException,
                UnauthorizedException,
                UnavailableException,
                UnsupportedCapabilityException {
    private static final long serialVersionUID = 1L;

    /** The call that failed. */
    private final CallSite site;

    /** The service's own code, or null. */
    private final @Nullable String code;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is allowed
     * @param cause the backend's own error, or {@code null}
     */
    protected IsobarException(CallSite site, @Nullable String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.site = site;
        this.code = code;
    }

    /**
     * Returns the service that was called.
     *
     * @return the service, or {@code null} for an error of the configuration
     */
    public final @Nullable Service service() {
        return site.service();
    }

    /**
     * Returns the method that was called.
     *
     * @return the name as Cloudflare spells it, such as {@code getWithMetadata}
     */
    public final String operation() {
        return site.operation();
    }

    /**
     * Returns the binding that was called.
     *
     * @return the name under which the application knows it, or {@code null} if there is none
     */
    public final @Nullable String binding() {
        return site.binding();
    }

    /**
     * Returns the service's own code: the HTTP status of KV, the number at the end of R2's, Queues' and Vectorize's
     * texts, the word at the start of D1's, the internal code of Workers AI (its HTTP status where it has none).
     *
     * @return the code, or {@code null} if the binding itself refused the call
     */
    public final @Nullable String code() {
        return code;
    }

    /**
     * Tells whether the same call may succeed later.
     *
     * @return {@code true} if a retry makes sense and cannot do harm beyond a repeated call
     */
    public boolean retryable() {
        return false;
    }
}
