package dev.isobar.vectorize;

import java.util.Comparator;
import java.util.Locale;

/**
 * How the nearness of two vectors is measured; fixed when an index is made.
 *
 * @since 0.1.0
 */
public enum VectorizeMetric {
    /** The cosine of the angle, −1 to 1; 1 for the same direction, and highest is best. */
    COSINE,
    /** The distance, 0 upwards; 0 for equal vectors, and lowest is best. */
    EUCLIDEAN,
    /** The negated dot product; lowest is best, −1000 better than −500. */
    DOT_PRODUCT;

    /**
     * Returns the name as Cloudflare spells it.
     *
     * @return {@code cosine}, {@code euclidean} or {@code dot-product}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Orders matches best first. By falling score for cosine alone, by rising score for the other two (VEC-39).
     *
     * @return the order; equal scores are equal to it
     */
    public Comparator<VectorizeMatch> comparator() {
        Comparator<VectorizeMatch> rising = Comparator.comparingDouble(VectorizeMatch::score);
        return this == COSINE ? rising.reversed() : rising;
    }

    /**
     * Computes the score of VEC-41, in double precision.
     *
     * @param query the vector that is looked for
     * @param values the vector that is scored, as long as the other
     * @return the score; 0 for the cosine with a zero vector (VEC-40)
     */
    public double score(float[] query, float[] values) {
        return switch (this) {
            case COSINE -> {
                double norms = Math.sqrt(dot(query, query)) * Math.sqrt(dot(values, values));
                yield norms == 0 ? 0 : dot(query, values) / norms;
            }
            case EUCLIDEAN -> distance(query, values);
            case DOT_PRODUCT -> 0.0 - dot(query, values);
        };
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
