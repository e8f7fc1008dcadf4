package dev.isobar.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of a batch (AI-11).
 *
 * @param status {@code queued}, {@code running} or {@code complete}
 * @param results the results; empty until the batch is complete
 * @since 0.1.0
 */
public record AiBatch(String status, List<Result> results) {
    /** Copies the results. */
    public AiBatch {
        results = List.copyOf(results);
    }

    /**
     * Tells whether the results are there.
     *
     * @return {@code true} if nothing is left to wait for
     */
    public boolean complete() {
        return status.equals("complete");
    }

    /** Shows how many results there are. */
    @Override
    public String toString() {
        return "AiBatch[status=" + status + ", results=" + results.size() + "]";
    }

    /**
     * The result of one request.
     *
     * @param id the position of the request in the batch
     * @param success whether the run succeeded
     * @param result the answer, or what went wrong
     * @param externalReference the reference that the request carried; {@code null} if it carried none
     * @since 0.1.0
     */
    public record Result(
            int id,
            boolean success,
            JsonNode result,
            @Nullable String externalReference) {
        /** Shows the size of the answer, which is the application's. */
        @Override
        public String toString() {
            return "Result[id=" + id + ", success=" + success + ", result=" + Shown.of(result) + ", externalReference="
                    + externalReference + "]";
        }
    }
}
