package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMatches;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The vectors of the kit's rules, and what the rules look at. */
final class Vectors {
    static final float[] EAST = {1, 0, 0};
    static final VectorizeQueryOptions MANY = VectorizeQueryOptions.NONE.withTopK(50);

    private Vectors() {}

    /** Up to 50 matches, with all that they have. */
    static VectorizeQueryOptions everything() {
        return MANY.withReturnValues(true).withReturnMetadata(ReturnMetadata.ALL);
    }

    /** A vector whose direction does not matter. */
    static VectorizeVector any(String id) {
        return VectorizeVector.of(id, 1, 2, 2);
    }

    static VectorizeVector with(String id, Map<String, ?> metadata) {
        return any(id).withMetadata(metadata);
    }

    /** Ids that differ in a number alone: a0, a1, … */
    static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(number -> "a" + number).toList();
    }

    static List<VectorizeVector> many(int count) {
        return ids(count).stream().map(Vectors::any).toList();
    }

    static List<String> inOrder(VectorizeMatches found) {
        return found.matches().stream().map(VectorizeMatch::id).toList();
    }

    static List<String> passingAll(VectorizeIndex index) {
        return passing(index, null);
    }

    /** The ids that pass a filter, in ascending order. */
    static List<String> passing(VectorizeIndex index, @Nullable VectorizeFilter filter) {
        return List.copyOf(new TreeSet<>(inOrder(index.query(EAST, MANY.withFilter(filter)))));
    }

    static VectorizeVector only(VectorizeIndex index, String id) {
        List<VectorizeVector> found = index.getByIds(List.of(id));
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " vectors with id " + id);
        }
        return found.get(0);
    }

    /** Compares a stored vector part by part. */
    static void assertStored(VectorizeVector expected, VectorizeIndex index) {
        VectorizeVector stored = only(index, expected.id());
        assertEquals(expected.id(), stored.id());
        assertArrayEquals(expected.values(), stored.values(), () -> "the values of " + expected.id());
        assertEquals(expected.namespace(), stored.namespace(), () -> "the namespace of " + expected.id());
        assertEquals(expected.metadata(), stored.metadata(), () -> "the metadata of " + expected.id());
    }

    static ObjectNode metadata(VectorizeIndex index, String id) {
        if (only(index, id).metadata() instanceof ObjectNode metadata) {
            return metadata;
        }
        throw new AssertionError("no metadata with id " + id);
    }
}
