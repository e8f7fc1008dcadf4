package dev.isobar.tck;

import dev.isobar.vectorize.VectorizeMetric;

/**
 * What an index must be like for a rule of the kit.
 *
 * @param dimensions how many values a vector has, from 3 to 1,536; no more than the backend's bound, if it declares one
 * @param metric how nearness is measured
 * @since 0.1.0
 */
public record VectorizeShape(int dimensions, VectorizeMetric metric) {}
