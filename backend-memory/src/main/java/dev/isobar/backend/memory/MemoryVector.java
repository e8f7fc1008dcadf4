package dev.isobar.backend.memory;

import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One version of a vector: where its values lie, and from which write to which it is there. */
final class MemoryVector {
    final String id;
    final @Nullable String namespace;
    /** Never changed; readers get copies. */
    final @Nullable ObjectNode metadata;
    /** What the metadata indexes hold of it, by property. */
    final Map<String, MetadataValue> indexed;

    final float[] block;
    final int offset;
    final double norm;
    final long written;
    final @Nullable MemoryVector previous;
    volatile long removed = Long.MAX_VALUE;

    MemoryVector(
            VectorRecord given,
            Map<String, MetadataValue> indexed,
            float[] block,
            int offset,
            long written,
            @Nullable MemoryVector previous) {
        this.id = given.id();
        this.namespace = given.namespace();
        this.metadata = given.metadata();
        this.indexed = indexed;
        this.block = block;
        this.offset = offset;
        this.norm = Math.sqrt(Arithmetic.dot(given.values(), given.values(), 0));
        this.written = written;
        this.previous = previous;
    }

    /** Moves a version to another block, behind those before it that can still be seen. */
    MemoryVector(MemoryVector moved, float[] block, int offset, @Nullable MemoryVector previous) {
        this.id = moved.id;
        this.namespace = moved.namespace;
        this.metadata = moved.metadata;
        this.indexed = moved.indexed;
        this.block = block;
        this.offset = offset;
        this.norm = moved.norm;
        this.written = moved.written;
        this.previous = previous;
        this.removed = moved.removed;
    }

    boolean isLive() {
        return removed == Long.MAX_VALUE;
    }

    boolean isVisibleAt(long sequence) {
        return written <= sequence && sequence < removed;
    }

    @Nullable
    ObjectNode copyOfMetadata() {
        return metadata == null ? null : metadata.deepCopy();
    }

    float[] values(int dimensions) {
        return Arrays.copyOfRange(block, offset, offset + dimensions);
    }
}
