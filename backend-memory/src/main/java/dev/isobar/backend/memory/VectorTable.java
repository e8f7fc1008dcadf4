package dev.isobar.backend.memory;

import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.Utf8Order;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one index, values side by side in large arrays. One writer at a time appends; nothing that a reader may
 * hold is overwritten, so that readers need no lock.
 */
final class VectorTable {
    private static final int BLOCK_FLOATS = 16_384;
    private static final int FIRST_ROWS = 16;

    private final int dimensions;
    private final ConcurrentNavigableMap<String, MemoryVector> byId = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
    private MemoryVector[] vectors = new MemoryVector[FIRST_ROWS];
    private int size;
    private int live;
    private float[] block = new float[0];
    private int used;
    private final Queue<MemoryVector> ended = new ArrayDeque<>();
    private int unseen;
    private volatile Rows rows = new Rows(vectors, 0, 0);

    VectorTable(int dimensions) {
        this.dimensions = dimensions;
    }

    /** All versions up to some write, in the order in which they came, and how many of them are the newest ones. */
    record Rows(MemoryVector[] vectors, int size, int live) {
        /** Tells whether more than half of the versions have been replaced, be that to be seen yet or not. */
        boolean isSparse() {
            return size > FIRST_ROWS && size > 2 * live;
        }
    }

    int dimensions() {
        return dimensions;
    }

    int live() {
        return live;
    }

    Rows rows() {
        return rows;
    }

    ConcurrentNavigableMap<String, MemoryVector> byId() {
        return byId;
    }

    boolean contains(String id) {
        MemoryVector present = byId.get(id);
        return present != null && present.isLive();
    }

    /** Writes a version; what was written after a place in the order and is replaced is never seen. */
    void put(VectorRecord given, Map<String, MetadataValue> indexed, long sequence, long seenAlone) {
        makeRoom();
        System.arraycopy(given.values(), 0, block, used, dimensions);
        MemoryVector present = byId.get(given.id());
        append(new MemoryVector(given, indexed, block, used, sequence, present));
        if (present != null && present.isLive()) {
            end(present, sequence, seenAlone);
        }
    }

    private void end(MemoryVector present, long sequence, long seenAlone) {
        boolean neverSeen = present.written > seenAlone;
        present.removed = neverSeen ? present.written : sequence;
        if (neverSeen) {
            unseen++;
        } else {
            ended.add(present);
        }
        live--;
    }

    private void append(MemoryVector vector) {
        if (size == vectors.length) {
            vectors = Arrays.copyOf(vectors, 2 * size);
        }
        vectors[size++] = vector;
        byId.put(vector.id, vector);
        used += dimensions;
        live++;
    }

    private void makeRoom() {
        if (used + dimensions > block.length) {
            int most = Math.max(1, BLOCK_FLOATS / dimensions);
            block = new float[dimensions * Math.min(most, Math.max(FIRST_ROWS, size))];
            used = 0;
        }
    }

    void remove(String id, long sequence, long seenAlone) {
        MemoryVector present = byId.get(id);
        if (present != null && present.isLive()) {
            end(present, sequence, seenAlone);
        }
    }

    /** Shows the readers what was appended. */
    void publish() {
        rows = new Rows(vectors, size, live);
    }

    /** Tells whether more than half of the versions are gone for whoever reads after a write. */
    boolean isSparse(long sequence) {
        for (MemoryVector next = ended.peek(); next != null && next.removed <= sequence; next = ended.peek()) {
            ended.remove();
            unseen++;
        }
        return size > FIRST_ROWS && 2 * unseen > size;
    }

    /**
     * Copies what can be seen after a write or later, so that the room of the others is freed when the last reader has
     * gone.
     */
    VectorTable compacted(long sequence) {
        VectorTable copy = new VectorTable(dimensions);
        List<MemoryVector> ending = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            MemoryVector vector = vectors[i];
            if (vector.removed > Math.max(sequence, vector.written)) {
                copy.makeRoom();
                System.arraycopy(vector.block, vector.offset, copy.block, copy.used, dimensions);
                MemoryVector moved = new MemoryVector(vector, copy.block, copy.used, copy.byId.get(vector.id));
                copy.append(moved);
                if (!moved.isLive()) {
                    ending.add(moved);
                }
            }
        }
        ending.sort(Comparator.comparingLong(moved -> moved.removed));
        copy.ended.addAll(ending);
        copy.live -= ending.size();
        copy.publish();
        return copy;
    }

    /** Returns the version that is there after a write, itself or one before it. */
    static @Nullable MemoryVector at(@Nullable MemoryVector newest, long sequence) {
        MemoryVector version = newest;
        while (version != null && version.written > sequence) {
            version = version.previous;
        }
        return version != null && version.isVisibleAt(sequence) ? version : null;
    }
}
