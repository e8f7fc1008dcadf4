package dev.isobar.d1;

import java.util.List;

/**
 * What a statement returned.
 *
 * @param <T> the type of a row
 * @param results the rows; empty for a statement that yields none
 * @param meta what it cost and changed
 * @since 0.1.0
 */
public record D1Result<T>(List<T> results, D1Meta meta) {
    /** Copies the list. */
    public D1Result {
        results = List.copyOf(results);
    }

    /**
     * Tells that the statement succeeded, as every result that is returned did: failures are exceptions (D1-ALL-04).
     *
     * @return {@code true}
     */
    public boolean success() {
        return true;
    }

    /** Shows the number of rows, not a value. */
    @Override
    public String toString() {
        return "D1Result[" + results.size() + " rows, " + meta + "]";
    }
}
