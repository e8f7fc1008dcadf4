package dev.isobar.vectorize;

import java.util.List;

/**
 * What a query has found.
 *
 * @param matches the matches, best first: by falling score for cosine, by rising score for the other metrics (VEC-39)
 * @since 0.1.0
 */
public record VectorizeMatches(List<VectorizeMatch> matches) {
    /** Copies the list. */
    public VectorizeMatches {
        matches = List.copyOf(matches);
    }

    /**
     * Returns the number of matches.
     *
     * @return the number, at most {@code topK} (VEC-30)
     */
    public int count() {
        return matches.size();
    }
}
