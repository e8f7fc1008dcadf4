package dev.isobar.d1;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a statement cost and changed.
 *
 * @param servedBy what answered; never empty (D1-META-01)
 * @param duration the time spent on the SQL, without the network (D1-META-02)
 * @param changes the rows that were inserted, updated or deleted, by triggers and cascades too (D1-META-03)
 * @param lastRowId the id of the last row that was inserted by anyone, so that an old value is normal (D1-META-04)
 * @param changedDb a hint whether the database was changed (D1-META-05)
 * @param sizeAfter the size of the database after the statement, in bytes
 * @param rowsRead the rows scanned, as the backend counts or estimates them (D1-META-06)
 * @param rowsWritten the rows and index entries written, as the backend counts or estimates them (D1-META-06)
 * @param more what the service sends beside these, by its own names (D1-META-07); may be empty on local backends
 * @since 0.1.0
 */
public record D1Meta(
        String servedBy,
        Duration duration,
        long changes,
        long lastRowId,
        boolean changedDb,
        long sizeAfter,
        long rowsRead,
        long rowsWritten,
        Map<String, JsonNode> more) {
    /** Copies the further members. */
    public D1Meta {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /**
     * Returns the region that answered.
     *
     * @return WNAM, ENAM, WEUR, EEUR, APAC or OC; {@code null} on local backends
     */
    public @Nullable String servedByRegion() {
        return text("served_by_region");
    }

    /**
     * Returns the data centre that answered.
     *
     * @return three letters; {@code null} on local backends
     */
    public @Nullable String servedByColo() {
        return text("served_by_colo");
    }

    /**
     * Tells whether the primary answered, and not a replica (D1-META-08).
     *
     * @return {@code served_by_primary}; {@code true} where the backend says nothing, as one without replicas may
     */
    public boolean servedByPrimary() {
        JsonNode found = more.get("served_by_primary");
        return found == null || !found.isBoolean() || found.booleanValue();
    }

    /**
     * Returns the time that the SQL engine took (D1-META-08).
     *
     * @return {@code sql_duration_ms} of {@code timings}; {@link #duration()} where the backend says nothing
     */
    public Duration sqlDuration() {
        JsonNode found = more.get("timings");
        JsonNode millis = found == null ? null : found.get("sql_duration_ms");
        return (millis == null || !millis.isNumber())
                ? duration
                : Duration.ofNanos((long) (millis.doubleValue() * 1e6));
    }

    /**
     * Returns how often the backend tried; the service repeats read-only queries by itself (D1-META-08).
     *
     * @return {@code total_attempts}, at least 1; 1 where the backend says nothing, as one that repeats nothing may
     */
    public int totalAttempts() {
        JsonNode found = more.get("total_attempts");
        return (found == null || !found.isNumber()) ? 1 : found.intValue();
    }

    private @Nullable String text(String name) {
        JsonNode found = more.get(name);
        return (found == null || !found.isString()) ? null : found.stringValue();
    }
}
