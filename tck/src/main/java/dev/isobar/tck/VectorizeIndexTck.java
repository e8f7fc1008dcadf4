package dev.isobar.tck;

import dev.isobar.spi.Bound;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMetric;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInfo;

/**
 * The rules of {@code docs/spec/vectorize.md}. On a backend whose writes show late, the kit waits after each write, or
 * moves the clock where the backend follows it.
 *
 * @since 0.1.0
 */
public abstract class VectorizeIndexTck extends BindingTck<VectorizeIndex> {
    private static final VectorizeShape USUAL = new VectorizeShape(3, VectorizeMetric.COSINE);

    /** For subclasses. */
    protected VectorizeIndexTck() {}

    @Override
    final String binding() {
        return "vectorize";
    }

    /**
     * Opens an empty index of its own for one test, without metadata indexes.
     *
     * @param clock the clock to open the backend with
     * @param shape its dimensions and its metric
     * @return the subject; the kit closes it after the test
     */
    protected abstract TckSubject<VectorizeIndex> open(TestClock clock, VectorizeShape shape);

    @Override
    protected final TckSubject<VectorizeIndex> open(TestClock clock) {
        return settled(clock, USUAL);
    }

    @Override
    final TckSubject<VectorizeIndex> open(TestClock clock, TestInfo test) {
        Shaped shaped = test.getTestMethod()
                .map(method -> method.getAnnotation(Shaped.class))
                .orElse(null);
        return settled(clock, shaped == null ? USUAL : new VectorizeShape(shaped.dimensions(), shaped.metric()));
    }

    private TckSubject<VectorizeIndex> settled(TestClock clock, VectorizeShape shape) {
        TckSubject<VectorizeIndex> subject = opened(clock, shape);
        return subject.through(index -> new SettledIndex(index, subject.capabilities(), clock));
    }

    /** Takes as many dimensions as the backend stores, where it stores fewer (VEC-66). */
    private TckSubject<VectorizeIndex> opened(TestClock clock, VectorizeShape shape) {
        TckSubject<VectorizeIndex> subject = open(clock, shape);
        long most = subject.capabilities().bound(Bound.VECTORIZE_DIMENSIONS).orElse(shape.dimensions());
        if (shape.dimensions() <= most) {
            return subject;
        }
        subject.close();
        return open(clock, new VectorizeShape((int) most, shape.metric()));
    }

    @Nested
    class Concurrency extends VectorizeConcurrencyRules {}

    @Nested
    class Consistency extends VectorizeConsistencyRules {}

    @Nested
    class Dimensions extends VectorizeDimensionRules {}

    @Nested
    class Errors extends VectorizeErrorRules {}

    @Nested
    class Filters extends VectorizeFilterRules {}

    @Nested
    class FilterValues extends VectorizeFilterValueRules {}

    @Nested
    class Interrupted extends VectorizeInterruptRules {}

    @Nested
    class Keys extends VectorizeKeyRules {}

    @Nested
    class Limits extends VectorizeLimitRules {}

    @Nested
    class MetadataIndexes extends VectorizeMetadataIndexRules {}

    @Nested
    class Pages extends VectorizePageRules {}

    @Nested
    class Queries extends VectorizeQueryRules {}

    @Nested
    class Reading extends VectorizeReadRules {}

    @Nested
    class Scores extends VectorizeScoreRules {}

    @Nested
    class Searches extends VectorizeSearchRules {}

    @Nested
    class Writing extends VectorizeWriteRules {}
}
