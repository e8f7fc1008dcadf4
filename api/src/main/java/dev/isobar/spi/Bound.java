package dev.isobar.spi;

import dev.isobar.error.Service;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number in which stores differ. A driver declares those in which its store is narrower than the binding's own
 * limits; a call beyond a declared bound is refused before the driver is asked.
 *
 * @since 0.1.0
 */
public enum Bound {
    /** The longest time, in milliseconds, that a write may stay unseen; only with {@link Capability#EVENTUAL}. */
    VISIBILITY_DELAY(null, "ms"),

    /** The largest value of a KV entry, in bytes (KV-PUT-12). */
    KV_VALUE_BYTES(Service.KV, "bytes"),

    /** The longest time, in seconds, that a queue may keep a message (Q-RET-01). */
    QUEUE_LONGEST_RETENTION(Service.QUEUES, "seconds"),

    /** The largest object that is stored in one call, in bytes. */
    R2_OBJECT_BYTES(Service.R2, "bytes"),
    /** The smallest part of an upload but for its last, in bytes. */
    R2_SMALLEST_PART_BYTES(Service.R2, "bytes"),
    /** The largest part of an upload, in bytes. */
    R2_LARGEST_PART_BYTES(Service.R2, "bytes"),

    /** The most values of a vector. */
    VECTORIZE_DIMENSIONS(Service.VECTORIZE, "values");

    private final @Nullable Service service;
    private final String unit;

    Bound(@Nullable Service service, String unit) {
        this.service = service;
        this.unit = unit;
    }

    /**
     * Returns the service whose drivers may declare this.
     *
     * @return the service, or {@code null} for all
     */
    public @Nullable Service service() {
        return service;
    }

    /**
     * Returns what is counted.
     *
     * @return the unit as messages spell it, such as {@code bytes}
     */
    public String unit() {
        return unit;
    }

    /**
     * Returns the name as READMEs, reports and messages spell it.
     *
     * @return the name in lower case with hyphens, such as {@code kv-value-bytes}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
