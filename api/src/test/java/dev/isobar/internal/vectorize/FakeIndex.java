package dev.isobar.internal.vectorize;

import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.VectorizeDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A driver that keeps what it is given and returns it as it is; no mutation is ever processed. */
final class FakeIndex implements VectorizeDriver {
    final List<VectorRecord> written = new ArrayList<>();
    private final int dimensions;
    private final long most;

    FakeIndex(int dimensions, long most) {
        this.dimensions = dimensions;
        this.most = most;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of().withVisibility(Duration.ofHours(1)).with(Bound.VECTORIZE_DIMENSIONS, most);
    }

    @Override
    public IndexInfo info() {
        return new IndexInfo(dimensions, written.size(), null, null);
    }

    @Override
    public boolean processed(String mutation) {
        return false;
    }

    @Override
    public String write(List<VectorRecord> vectors, boolean replace) {
        written.addAll(vectors);
        return "mutation";
    }

    @Override
    public String delete(List<String> ids) {
        return "mutation";
    }

    @Override
    public List<VectorRecord> get(List<String> ids) {
        return written;
    }

    @Override
    public List<VectorMatch> query(VectorQuery query) {
        return written.stream()
                .map(vector -> new VectorMatch(vector.id(), 1, null, null, vector.metadata()))
                .toList();
    }

    @Override
    public VectorListing list(@Nullable String position, int limit) {
        return new VectorListing(List.of(), 0, null);
    }

    @Override
    public String createMetadataIndex(MetadataIndex index) {
        return "mutation";
    }

    @Override
    public String deleteMetadataIndex(String property) {
        return "mutation";
    }

    @Override
    public List<MetadataIndex> metadataIndexes() {
        return List.of();
    }
}
