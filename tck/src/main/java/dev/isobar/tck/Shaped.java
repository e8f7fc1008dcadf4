package dev.isobar.tck;

import dev.isobar.vectorize.VectorizeMetric;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the index of a rule is like, where it is not of three dimensions under cosine. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Shaped {
    int dimensions() default 3;

    VectorizeMetric metric() default VectorizeMetric.COSINE;
}
