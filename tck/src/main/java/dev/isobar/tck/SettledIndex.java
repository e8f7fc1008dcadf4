package dev.isobar.tck;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeIndexInfo;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeListPage;
import dev.isobar.vectorize.VectorizeMatches;
import dev.isobar.vectorize.VectorizeMetadataIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index whose writes can be seen when they return, over one whose writes may show late. */
final class SettledIndex implements VectorizeIndex {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final VectorizeIndex index;
    private final Capabilities capabilities;
    private final TestClock clock;

    SettledIndex(VectorizeIndex index, Capabilities capabilities, TestClock clock) {
        this.index = index;
        this.capabilities = capabilities;
        this.clock = clock;
    }

    /** Returns the index underneath, which waits for nothing. */
    VectorizeIndex unsettled() {
        return index;
    }

    /** How often a rule of many writes repeats them: less where each takes the time until it can be seen. */
    int rounds(int most) {
        boolean slow = !capabilities.visibility().isZero() && !capabilities.has(Capability.CONTROLLED_CLOCK);
        return slow ? Math.min(2, most) : most;
    }

    /** Waits until a mutation can be seen. */
    String settle(String mutationId) {
        Duration visibility = capabilities.visibility();
        if (!visibility.isZero() && capabilities.has(Capability.CONTROLLED_CLOCK)) {
            clock.advance(visibility);
        }
        index.awaitMutation(mutationId, visibility.multipliedBy(2).plus(GRACE));
        return mutationId;
    }

    @Override
    public VectorizeIndexInfo describe() {
        return index.describe();
    }

    @Override
    public VectorizeMatches query(float[] values, VectorizeQueryOptions options) {
        return index.query(values, options);
    }

    @Override
    public VectorizeMatches queryById(String id, VectorizeQueryOptions options) {
        return index.queryById(id, options);
    }

    @Override
    public String insert(Collection<VectorizeVector> vectors) {
        return settle(index.insert(vectors));
    }

    @Override
    public String upsert(Collection<VectorizeVector> vectors) {
        return settle(index.upsert(vectors));
    }

    @Override
    public String deleteByIds(Collection<String> ids) {
        return settle(index.deleteByIds(ids));
    }

    @Override
    public @Nullable String deleteAllByIds(Collection<String> ids) {
        String last = index.deleteAllByIds(ids);
        return last == null ? null : settle(last);
    }

    @Override
    public List<VectorizeVector> getByIds(Collection<String> ids) {
        return index.getByIds(ids);
    }

    @Override
    public List<VectorizeVector> getAllByIds(Collection<String> ids) {
        return index.getAllByIds(ids);
    }

    @Override
    public void awaitMutation(String mutationId, Duration timeout) {
        index.awaitMutation(mutationId, timeout);
    }

    @Override
    public String createMetadataIndex(String property, MetadataIndexType type) {
        return settle(index.createMetadataIndex(property, type));
    }

    @Override
    public String deleteMetadataIndex(String property) {
        return settle(index.deleteMetadataIndex(property));
    }

    @Override
    public List<VectorizeMetadataIndex> metadataIndexes() {
        return index.metadataIndexes();
    }

    @Override
    public VectorizeListPage listVectors(VectorizeListOptions options) {
        return index.listVectors(options);
    }
}
