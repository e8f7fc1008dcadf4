package dev.isobar.ai;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way through an AI Gateway (AI-09).
 *
 * @param id the gateway
 * @param cacheKey the key of the cached answer; {@code null} for the gateway's own
 * @param cacheTtl how long an answer stays cached; {@code null} for the gateway's setting
 * @param skipCache whether the cache is skipped
 * @param metadata data for the log: texts, numbers, booleans
 * @param collectLog whether the call is logged; {@code null} for the gateway's setting
 * @param eventId the id of the log entry; {@code null} for none
 * @param requestTimeout how long the gateway waits for the model; {@code null} for its setting
 * @param retries how often the gateway tries; {@code null} for its setting
 * @since 0.1.0
 */
public record AiGateway(
        String id,
        @Nullable String cacheKey,
        @Nullable Duration cacheTtl,
        boolean skipCache,
        Map<String, Object> metadata,
        @Nullable Boolean collectLog,
        @Nullable String eventId,
        @Nullable Duration requestTimeout,
        @Nullable Retries retries) {
    /** Copies the metadata. */
    public AiGateway {
        metadata = Map.copyOf(metadata);
    }

    /** Shows the gateway: the cache key and the metadata are the application's. */
    @Override
    public String toString() {
        return "AiGateway[" + id + "]";
    }

    /**
     * Starts with the settings of a gateway.
     *
     * @param id the gateway
     * @return a builder
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * How the wait between two attempts grows.
     *
     * @since 0.1.0
     */
    public enum Backoff {
        /** Not at all. */
        CONSTANT,
        /** It doubles. */
        EXPONENTIAL,
        /** By the same time. */
        LINEAR
    }

    /**
     * How often a gateway tries.
     *
     * @param maxAttempts 1 to 5
     * @param delay the first wait
     * @param backoff how the wait grows
     * @since 0.1.0
     */
    public record Retries(int maxAttempts, Duration delay, Backoff backoff) {}

    /**
     * Collects the settings of a call. Not safe for use from several threads.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private final String id;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private @Nullable String cacheKey;
        private @Nullable Duration cacheTtl;
        private boolean skipCache;
        private @Nullable Boolean collectLog;
        private @Nullable String eventId;
        private @Nullable Duration requestTimeout;
        private @Nullable Retries retries;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Sets the key of the cached answer.
         *
         * @param key the key
         * @return this builder
         */
        public Builder cacheKey(String key) {
            cacheKey = key;
            return this;
        }

        /**
         * Sets how long an answer stays cached.
         *
         * @param ttl whole seconds
         * @return this builder
         */
        public Builder cacheTtl(Duration ttl) {
            cacheTtl = ttl;
            return this;
        }

        /**
         * Skips the cache.
         *
         * @param skip whether to skip it
         * @return this builder
         */
        public Builder skipCache(boolean skip) {
            skipCache = skip;
            return this;
        }

        /**
         * Adds data for the log.
         *
         * @param name its name
         * @param value a text, a number or a boolean
         * @return this builder
         */
        public Builder metadata(String name, Object value) {
            metadata.put(name, value);
            return this;
        }

        /**
         * Logs the call or not.
         *
         * @param collect whether to log it
         * @return this builder
         */
        public Builder collectLog(boolean collect) {
            collectLog = collect;
            return this;
        }

        /**
         * Sets the id of the log entry.
         *
         * @param event the id
         * @return this builder
         */
        public Builder eventId(String event) {
            eventId = event;
            return this;
        }

        /**
         * Sets how long the gateway waits for the model.
         *
         * @param timeout whole milliseconds
         * @return this builder
         */
        public Builder requestTimeout(Duration timeout) {
            requestTimeout = timeout;
            return this;
        }

        /**
         * Sets how often the gateway tries.
         *
         * @param attempts how often, and with which waits
         * @return this builder
         */
        public Builder retries(Retries attempts) {
            retries = attempts;
            return this;
        }

        /**
         * Creates the settings.
         *
         * @return the settings
         */
        public AiGateway build() {
            return new AiGateway(
                    id, cacheKey, cacheTtl, skipCache, metadata, collectLog, eventId, requestTimeout, retries);
        }
    }
}
