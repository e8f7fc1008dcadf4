package dev.isobar.internal.vectorize;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.ConflictException;
import dev.isobar.internal.Cursors;
import dev.isobar.internal.DriverCall;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.ServiceCall;
import dev.isobar.spi.Bound;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.UnindexedPropertyException;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.IndexInfo;
import dev.isobar.spi.VectorizeDriver.VectorListing;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeIndexInfo;
import dev.isobar.vectorize.VectorizeLimits;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeListPage;
import dev.isobar.vectorize.VectorizeMatches;
import dev.isobar.vectorize.VectorizeMetadataIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vectorize over any driver: limits, dimensions, metadata, filters, calls of many ids. */
public final class PortableVectorizeIndex implements VectorizeIndex {
    private final VectorizeDriver driver;
    private final DriverCalls calls;
    private final VectorizeLimits limits;
    private final VectorizeRefusals refusals;
    private final VectorizeReads reads;
    private final VectorizeWrites writes;
    private volatile int dimensions;

    public PortableVectorizeIndex(VectorizeDriver driver, DriverCalls calls, VectorizeLimits limits) {
        this.driver = driver;
        this.calls = calls;
        this.limits = limits;
        this.refusals =
                new VectorizeRefusals(calls, limits, driver.capabilities().bound(Bound.VECTORIZE_DIMENSIONS));
        this.reads = new VectorizeReads(refusals, limits);
        this.writes = new VectorizeWrites(refusals, limits);
    }

    @Override
    public VectorizeIndexInfo describe() {
        IndexInfo info = info();
        return new VectorizeIndexInfo(info.vectors(), info.dimensions(), info.processedAt(), info.processed());
    }

    private IndexInfo info() {
        IndexInfo info = calls.read(VectorizeCalls.DESCRIBE.operation(), driver::info);
        dimensions = info.dimensions();
        return info;
    }

    /** Asks the store only until the dimensions are known; 0 if the first vector is yet to decide. */
    private int dimensions(ServiceCall call) {
        int known = dimensions == 0 ? info().dimensions() : dimensions;
        refusals.checkStorable(call, known);
        return known;
    }

    @Override
    public VectorizeMatches query(float[] values, VectorizeQueryOptions options) {
        requireNonNull(values, "values");
        requireNonNull(options, "options");
        List<MetadataCondition> filter = reads.check(VectorizeCalls.QUERY, options);
        return matches(VectorizeCalls.QUERY, values, options, filter);
    }

    @Override
    public VectorizeMatches queryById(String id, VectorizeQueryOptions options) {
        requireNonNull(id, "id");
        requireNonNull(options, "options");
        refusals.checkId(VectorizeCalls.QUERY_BY_ID, id);
        List<MetadataCondition> filter = reads.check(VectorizeCalls.QUERY_BY_ID, options);
        List<VectorRecord> found = calls.read(VectorizeCalls.QUERY_BY_ID.operation(), () -> driver.get(List.of(id)));
        if (found.isEmpty()) {
            throw refusals.invalid(VectorizeCalls.QUERY_BY_ID, "no vector with id=\"" + id + "\"");
        }
        return matches(VectorizeCalls.QUERY_BY_ID, found.get(0).values(), options, filter);
    }

    private VectorizeMatches matches(
            ServiceCall call, float[] values, VectorizeQueryOptions options, List<MetadataCondition> filter) {
        reads.checkValues(call, values, dimensions(call));
        VectorQuery query = VectorizeReads.query(values, options, filter);
        List<VectorMatch> found =
                calls.read(call.operation(), Map.of("topK", options.topK()), () -> queried(call, query));
        return new VectorizeMatches(found.stream()
                .map(match -> VectorizeReads.match(match, options.returnMetadata()))
                .toList());
    }

    private List<VectorMatch> queried(ServiceCall call, VectorQuery query) throws Exception {
        try {
            return driver.query(query);
        } catch (UnindexedPropertyException unindexed) {
            throw refusals.invalid(call, "filter key \"" + unindexed.property() + "\" has no metadata index");
        }
    }

    @Override
    public String insert(Collection<VectorizeVector> vectors) {
        return write(VectorizeCalls.INSERT, vectors);
    }

    @Override
    public String upsert(Collection<VectorizeVector> vectors) {
        return write(VectorizeCalls.UPSERT, vectors);
    }

    private String write(ServiceCall call, Collection<VectorizeVector> vectors) {
        requireNonNull(vectors, "vectors");
        List<VectorRecord> checked = writes.check(call, vectors, () -> dimensions(call));
        return changed(
                call,
                Map.of("vectors", checked.size()),
                () -> driver.write(checked, call.equals(VectorizeCalls.UPSERT)));
    }

    private String changed(ServiceCall call, Map<String, Object> attributes, DriverCall<String> change) {
        return calls.call(call.operation(), true, attributes, change);
    }

    @Override
    public String deleteByIds(Collection<String> ids) {
        requireNonNull(ids, "ids");
        refusals.checkIdCount(VectorizeCalls.DELETE, ids.size(), limits.idsPerDelete());
        return deleted(VectorizeCalls.DELETE, refusals.checkIds(VectorizeCalls.DELETE, ids));
    }

    private String deleted(ServiceCall call, List<String> ids) {
        return changed(call, Map.of("ids", ids.size()), () -> driver.delete(ids));
    }

    @Override
    public @Nullable String deleteAllByIds(Collection<String> ids) {
        requireNonNull(ids, "ids");
        String last = null;
        for (List<String> some : parts(refusals.checkIds(VectorizeCalls.DELETE_ALL, ids), limits.idsPerDelete())) {
            if (last != null) {
                calls.requireUninterrupted(VectorizeCalls.DELETE_ALL.operation(), "a part of the IDs was sent");
            }
            last = deleted(VectorizeCalls.DELETE_ALL, some);
        }
        return last;
    }

    @Override
    public List<VectorizeVector> getByIds(Collection<String> ids) {
        requireNonNull(ids, "ids");
        refusals.checkIdCount(VectorizeCalls.GET, ids.size(), limits.idsPerGet());
        return found(VectorizeCalls.GET, refusals.checkIds(VectorizeCalls.GET, ids));
    }

    private List<VectorizeVector> found(ServiceCall call, List<String> ids) {
        List<VectorRecord> found = calls.read(call.operation(), Map.of("ids", ids.size()), () -> driver.get(ids));
        return found.stream().map(VectorizeReads::vector).toList();
    }

    @Override
    public List<VectorizeVector> getAllByIds(Collection<String> ids) {
        requireNonNull(ids, "ids");
        List<VectorizeVector> found = new ArrayList<>();
        for (List<String> some : parts(refusals.checkIds(VectorizeCalls.GET_ALL, ids), limits.idsPerGet())) {
            found.addAll(found(VectorizeCalls.GET_ALL, some));
        }
        return found;
    }

    private static List<List<String>> parts(List<String> ids, int size) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += size) {
            parts.add(ids.subList(from, Math.min(from + size, ids.size())));
        }
        return parts;
    }

    @Override
    public void awaitMutation(String mutationId, Duration timeout) {
        requireNonNull(mutationId, "mutationId");
        requireNonNull(timeout, "timeout");
        calls.requireUninterrupted(VectorizeCalls.AWAIT.operation());
        if (driver.capabilities().visibility().isZero()) {
            return;
        }
        MutationWait.until(
                () -> calls.read(VectorizeCalls.AWAIT.operation(), () -> driver.processed(mutationId)),
                timeout,
                refusals.site(VectorizeCalls.AWAIT));
    }

    @Override
    public String createMetadataIndex(String property, MetadataIndexType type) {
        requireNonNull(property, "property");
        requireNonNull(type, "type");
        ServiceCall call = VectorizeCalls.CREATE_METADATA_INDEX;
        refusals.checkProperty(call, property);
        MetadataIndex wanted = new MetadataIndex(property, MetadataIndex.Type.valueOf(type.name()));
        List<MetadataIndex> present = calls.read(call.operation(), driver::metadataIndexes);
        for (MetadataIndex index : present) {
            if (index.property().equals(property) && !index.equals(wanted)) {
                throw new ConflictException(
                        refusals.site(call),
                        null,
                        call.verb() + "_ERROR: the property has a metadata index of another type",
                        null);
            }
        }
        if (!present.contains(wanted) && present.size() >= limits.metadataIndexes()) {
            throw refusals.tooMuch(call, "max metadata index count is " + limits.metadataIndexes());
        }
        return changed(call, Map.of(), () -> driver.createMetadataIndex(wanted));
    }

    @Override
    public String deleteMetadataIndex(String property) {
        requireNonNull(property, "property");
        ServiceCall call = VectorizeCalls.DELETE_METADATA_INDEX;
        refusals.checkProperty(call, property);
        return changed(call, Map.of(), () -> driver.deleteMetadataIndex(property));
    }

    @Override
    public List<VectorizeMetadataIndex> metadataIndexes() {
        List<MetadataIndex> found = calls.read(VectorizeCalls.METADATA_INDEXES.operation(), driver::metadataIndexes);
        return found.stream()
                .map(index -> new VectorizeMetadataIndex(
                        index.property(), MetadataIndexType.valueOf(index.type().name())))
                .sorted(Comparator.comparing(VectorizeMetadataIndex::propertyName))
                .toList();
    }

    @Override
    public VectorizeListPage listVectors(VectorizeListOptions options) {
        requireNonNull(options, "options");
        if (options.count() < 0 || options.count() > limits.listIds()) {
            throw refusals.invalid(
                    VectorizeCalls.LIST, "a page has 1 to " + limits.listIds() + " ids, but got " + options.count());
        }
        int limit = options.count() == 0 ? limits.listIds() : options.count();
        String position = Cursors.<String>read(
                options.cursor(),
                text -> text,
                () -> refusals.invalid(VectorizeCalls.LIST, "invalid cursor; pass the one from the previous page"));
        VectorListing listing = calls.read(VectorizeCalls.LIST.operation(), () -> driver.list(position, limit));
        return new VectorizeListPage(listing.ids(), listing.total(), Cursors.write(listing.next()));
    }
}
