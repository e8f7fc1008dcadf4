package dev.isobar.internal.vectorize;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.Operation;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.vectorize.VectorizeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A driver of three dimensions that remembers what it was asked, and an interceptor that sees the operations. */
final class RecordingIndex implements VectorizeDriver {
    final List<String> asked = new ArrayList<>();
    final List<Operation> operations = new ArrayList<>();
    final List<VectorQuery> queries = new ArrayList<>();
    final List<VectorRecord> written = new ArrayList<>();
    final List<MetadataIndex> indexes = new ArrayList<>();
    List<VectorRecord> stored = List.of();
    List<VectorMatch> matches = List.of();
    VectorListing listing = new VectorListing(List.of(), 0, null);

    @Nullable
    RuntimeException thrown;

    Duration visibility = Duration.ZERO;
    int dimensions = 3;
    int pollsBeforeProcessed;
    Runnable afterDelete = () -> {};

    PortableVectorizeIndex portable() {
        return portable(VectorizeLimits.CLOUDFLARE);
    }

    PortableVectorizeIndex portable(VectorizeLimits limits) {
        return new PortableVectorizeIndex(
                this, new DriverCalls(Service.VECTORIZE, "INDEX", this, List.of(this::intercept)), limits);
    }

    private @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        operations.add(operation);
        return call.get();
    }

    /** The calls of the driver since the last question. */
    List<String> calls() {
        List<String> calls = List.copyOf(asked);
        asked.clear();
        return calls;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of().withVisibility(visibility);
    }

    @Override
    public IndexInfo info() {
        asked.add("info");
        return new IndexInfo(dimensions, stored.size(), null, "last");
    }

    @Override
    public boolean processed(String mutation) {
        asked.add("processed " + mutation);
        return pollsBeforeProcessed-- <= 0;
    }

    @Override
    public String write(List<VectorRecord> vectors, boolean replace) {
        asked.add((replace ? "upsert " : "insert ")
                + vectors.stream().map(VectorRecord::id).toList());
        written.addAll(vectors);
        return "m-write";
    }

    @Override
    public String delete(List<String> ids) {
        asked.add("delete " + ids.get(0) + " and " + (ids.size() - 1));
        afterDelete.run();
        return "m-delete-" + ids.get(0);
    }

    @Override
    public List<VectorRecord> get(List<String> ids) {
        asked.add("get " + ids.get(0) + " and " + (ids.size() - 1));
        return stored.stream().filter(vector -> ids.contains(vector.id())).toList();
    }

    @Override
    public List<VectorMatch> query(VectorQuery query) {
        asked.add("query");
        queries.add(query);
        if (thrown != null) {
            throw thrown;
        }
        return matches;
    }

    @Override
    public VectorListing list(@Nullable String position, int limit) {
        asked.add("list " + limit + " after " + position);
        return listing;
    }

    @Override
    public String createMetadataIndex(MetadataIndex index) {
        asked.add("create " + index);
        return "m-create";
    }

    @Override
    public String deleteMetadataIndex(String property) {
        asked.add("drop " + property);
        return "m-drop";
    }

    @Override
    public List<MetadataIndex> metadataIndexes() {
        return indexes;
    }
}
