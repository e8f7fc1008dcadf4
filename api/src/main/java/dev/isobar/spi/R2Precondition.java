package dev.isobar.spi;

import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Etag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a condition holds; the arithmetic of R2-COND-03 and R2-COND-04.
 *
 * @param conditional what was asked for; stores that can say it themselves translate it
 * @since 0.1.0
 */
public record R2Precondition(R2Conditional conditional) {
    /**
     * Decides for what a key has now.
     *
     * @param existing the object, or {@code null} if the key is absent
     * @return whether the condition holds
     */
    public boolean holds(@Nullable R2Meta existing) {
        if (existing == null) {
            return conditional.etagMatches().isEmpty() && conditional.uploadedAfter() == null;
        }
        boolean matches = anyEqual(existing.etag());
        boolean differs = noneEqual(existing.etag());
        boolean matchGiven = !conditional.etagMatches().isEmpty();
        boolean differenceGiven = !conditional.etagDoesNotMatch().isEmpty();
        return (!matchGiven || matches)
                && (!differenceGiven || differs)
                && ((differenceGiven && differs) || isAfter(existing.uploaded()))
                && ((matchGiven && matches) || isBefore(existing.uploaded()));
    }

    private boolean anyEqual(String etag) {
        for (R2Etag wanted : conditional.etagMatches()) {
            if (wanted.equalsStrongly(etag)) {
                return true;
            }
        }
        return false;
    }

    private boolean noneEqual(String etag) {
        for (R2Etag unwanted : conditional.etagDoesNotMatch()) {
            if (unwanted.equalsWeakly(etag)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAfter(Instant uploaded) {
        Instant after = conditional.uploadedAfter();
        return after == null || cut(after).isBefore(cut(uploaded));
    }

    private boolean isBefore(Instant uploaded) {
        Instant before = conditional.uploadedBefore();
        return before == null || cut(uploaded).isBefore(cut(before));
    }

    private Instant cut(Instant instant) {
        return conditional.secondsGranularity() ? instant.truncatedTo(ChronoUnit.SECONDS) : instant;
    }
}
