package dev.isobar.backend.memory;

import dev.isobar.backend.memory.MutationLog.Mutation;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Failure;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.vectorize.VectorizeMetric;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One index, searched exactly. Readers see it as it was after one write and wait for nobody; writers come in turn. */
final class MemoryVectorizeDriver implements VectorizeDriver {
    private final VectorizeMetric metric;
    private final Capabilities capabilities;
    private final MutationLog log;
    private final MetadataIndexes indexes;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile VectorTable table;

    MemoryVectorizeDriver(MemoryVectorizeConfig config, InstantSource clock) {
        this.metric = config.metric();
        this.log = new MutationLog(clock, config.visibility());
        this.indexes = new MetadataIndexes(
                config.metadataIndexes(), config.unindexedFilter() == MemoryVectorizeConfig.UnindexedFilter.STRICT);
        this.table = new VectorTable(config.dimensions());
        this.capabilities = Capabilities.of(
                        Capability.CONTROLLED_CLOCK,
                        Capability.VECTORIZE_EXACT_SEARCH,
                        Capability.VECTORIZE_UNINDEXED_FILTER,
                        config.visibility().isZero() ? Capability.READ_YOUR_WRITES : Capability.EVENTUAL)
                .withVisibility(config.visibility());
    }

    /** A batch of another dimension was quicker to be the first. */
    private static final class DimensionsTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The index as it is after one write. */
    private record View(VectorTable table, VectorTable.Rows rows, Mutation last) {
        @Nullable
        MemoryVector find(String id) {
            return VectorTable.at(table.byId().get(id), last.sequence());
        }
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Failure classify(Throwable thrown) {
        return thrown instanceof DimensionsTaken ? Failure.CONFLICT : Failure.UNEXPECTED;
    }

    private View view() {
        View view = newestView();
        if (view.rows().isSparse() && writing.tryLock()) {
            try {
                tidy();
            } finally {
                writing.unlock();
            }
        }
        return view;
    }

    /** Drops the versions that nobody can see any more, if they are many. Whoever calls holds the writers back. */
    private void tidy() {
        long seen = log.visible().sequence();
        if (table.isSparse(seen)) {
            table = table.compacted(seen);
        }
    }

    // Rows read after the progress hold all that it names, unless another table took their place meanwhile.
    private View newestView() {
        while (true) {
            VectorTable read = table;
            Mutation last = log.visible();
            VectorTable.Rows rows = read.rows();
            if (read == table) {
                return new View(read, rows, last);
            }
        }
    }

    @Override
    public IndexInfo info() {
        Mutation last = log.visible();
        return new IndexInfo(table.dimensions(), last.vectors(), last.at(), last.id());
    }

    @Override
    public boolean processed(String mutation) {
        return log.processed(mutation);
    }

    @Override
    public String write(List<VectorRecord> vectors, boolean replace) {
        writing.lock();
        try {
            VectorTable target = target(vectors);
            long seenAlone = log.begin();
            for (VectorRecord vector : vectors) {
                if (replace || !target.contains(vector.id())) {
                    target.put(vector, indexes.valuesOf(vector.metadata()), log.next(), seenAlone);
                }
            }
            return accepted(target);
        } finally {
            writing.unlock();
        }
    }

    private VectorTable target(List<VectorRecord> vectors) {
        tidy();
        VectorTable present = table;
        int given = vectors.isEmpty() ? present.dimensions() : vectors.get(0).values().length;
        if (present.dimensions() == 0 && given > 0) {
            table = new VectorTable(given);
        } else if (given != present.dimensions()) {
            throw new DimensionsTaken();
        }
        return table;
    }

    private String accepted(VectorTable target) {
        target.publish();
        return log.accept(target.live());
    }

    @Override
    public String delete(List<String> ids) {
        writing.lock();
        try {
            VectorTable target = target(List.of());
            long seenAlone = log.begin();
            ids.forEach(id -> target.remove(id, log.next(), seenAlone));
            return accepted(target);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<VectorRecord> get(List<String> ids) {
        View view = view();
        List<VectorRecord> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            MemoryVector vector = view.find(id);
            if (vector != null) {
                float[] values = vector.values(view.table().dimensions());
                found.add(new VectorRecord(id, values, vector.namespace, vector.copyOfMetadata()));
            }
        }
        return found;
    }

    @Override
    public List<VectorMatch> query(VectorQuery query) {
        View view = view();
        long sequence = view.last().sequence();
        MetadataIndexes.Filter filter = indexes.filter(query.filter(), sequence);
        if (filter == null) {
            return List.of();
        }
        NearestVectors nearest = new NearestVectors(metric, query.values(), query.topK());
        MemoryVector[] vectors = view.rows().vectors();
        for (int i = 0; i < view.rows().size(); i++) {
            MemoryVector vector = vectors[i];
            if (vector.isVisibleAt(sequence) && isIn(query.namespace(), vector) && filter.passes(vector)) {
                nearest.offer(vector);
            }
        }
        return nearest.bestFirst().stream()
                .map(scored -> match(scored, query, sequence))
                .toList();
    }

    private static boolean isIn(@Nullable String namespace, MemoryVector vector) {
        return namespace == null || namespace.equals(vector.namespace);
    }

    private VectorMatch match(NearestVectors.Scored scored, VectorQuery query, long sequence) {
        MemoryVector vector = scored.vector();
        ObjectNode metadata =
                switch (query.metadata()) {
                    case NONE -> null;
                    case INDEXED -> indexes.project(vector, sequence);
                    case ALL -> vector.copyOfMetadata();
                };
        float[] values = query.withValues() ? vector.values(query.values().length) : null;
        return new VectorMatch(vector.id, scored.score(), values, vector.namespace, metadata);
    }

    @Override
    public VectorListing list(@Nullable String position, int limit) {
        View view = view();
        Map<String, MemoryVector> rest =
                position == null ? view.table().byId() : view.table().byId().tailMap(position, false);
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, MemoryVector> entry : rest.entrySet()) {
            if (VectorTable.at(entry.getValue(), view.last().sequence()) == null) {
                continue;
            }
            if (ids.size() == limit) {
                return new VectorListing(ids, view.last().vectors(), ids.get(limit - 1));
            }
            ids.add(entry.getKey());
        }
        return new VectorListing(ids, view.last().vectors(), null);
    }

    @Override
    public String createMetadataIndex(MetadataIndex index) {
        writing.lock();
        try {
            indexes.create(index, log.next());
            return log.accept(table.live());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public String deleteMetadataIndex(String property) {
        writing.lock();
        try {
            indexes.delete(property, log.next(), log.visible().sequence());
            return log.accept(table.live());
        } finally {
            writing.unlock();
        }
    }

    /** How many versions of vectors take up memory. */
    int occupied() {
        return table.rows().size();
    }

    @Override
    public List<MetadataIndex> metadataIndexes() {
        return indexes.newest();
    }
}
