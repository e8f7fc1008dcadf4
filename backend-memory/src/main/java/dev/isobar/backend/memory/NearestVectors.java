package dev.isobar.backend.memory;

import dev.isobar.spi.Utf8Order;
import dev.isobar.vectorize.VectorizeMetric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Scores vectors from their stored values and keeps the best; equal ones by id. */
final class NearestVectors {
    private static final Comparator<Candidate> WORST_FIRST = Comparator.comparingDouble(Candidate::distance)
            .thenComparing(candidate -> candidate.vector().id, Utf8Order.INSTANCE)
            .reversed();

    private final VectorizeMetric metric;
    private final float[] query;
    private final int most;
    private final double norm;
    private final PriorityQueue<Candidate> best = new PriorityQueue<>(WORST_FIRST);

    NearestVectors(VectorizeMetric metric, float[] query, int most) {
        this.metric = metric;
        this.query = query;
        this.most = most;
        this.norm = Math.sqrt(Arithmetic.dot(query, query, 0));
    }

    /** A vector and its distance in the measure that is quickest to compute; lowest is best. */
    private record Candidate(double distance, MemoryVector vector) {}

    /** A vector and its score. */
    record Scored(double score, MemoryVector vector) {}

    void offer(MemoryVector vector) {
        double distance = distance(vector);
        if (best.size() < most) {
            best.add(new Candidate(distance, vector));
            return;
        }
        Candidate worst = best.element();
        if (distance < worst.distance || (distance == worst.distance && isBefore(vector, worst.vector))) {
            best.remove();
            best.add(new Candidate(distance, vector));
        }
    }

    private static boolean isBefore(MemoryVector one, MemoryVector other) {
        return Utf8Order.INSTANCE.compare(one.id, other.id) < 0;
    }

    private double distance(MemoryVector vector) {
        return switch (metric) {
            case COSINE -> {
                double norms = norm * vector.norm;
                yield norms == 0 ? 0.0 : 0.0 - Arithmetic.dot(query, vector.block, vector.offset) / norms;
            }
            case EUCLIDEAN -> Arithmetic.squaredDistance(query, vector.block, vector.offset);
            case DOT_PRODUCT -> 0.0 - Arithmetic.dot(query, vector.block, vector.offset);
        };
    }

    private double score(double distance) {
        return switch (metric) {
            case COSINE -> 0.0 - Math.max(-1.0, Math.min(1.0, distance));
            case EUCLIDEAN -> Math.sqrt(distance);
            case DOT_PRODUCT -> distance;
        };
    }

    List<Scored> bestFirst() {
        List<Scored> scored = new ArrayList<>(best.size());
        while (!best.isEmpty()) {
            Candidate worst = best.remove();
            scored.add(new Scored(score(worst.distance), worst.vector));
        }
        Collections.reverse(scored);
        return scored;
    }
}
