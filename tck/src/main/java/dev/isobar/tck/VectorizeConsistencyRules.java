package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.TimedOutException;
import dev.isobar.spi.Capability;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeIndexInfo;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rules VEC-02, VEC-20, VEC-21 and VEC-69: what an index tells of itself, and when a write can be seen. */
abstract class VectorizeConsistencyRules {
    @Rule("VEC-02")
    void describesAnEmptyIndex(VectorizeIndex index) {
        VectorizeIndexInfo info = index.describe();

        assertEquals(0, info.vectorCount());
        assertEquals(3, info.dimensions());
        assertNull(info.processedUpToDatetime());
        assertNull(info.processedUpToMutation());
    }

    @Rule("VEC-02")
    @Shaped(dimensions = 4)
    void describesDimensionsAndCount(VectorizeIndex index) {
        index.insert(Vectors.ids(3).stream()
                .map(id -> VectorizeVector.of(id, 1, 2, 3, 4))
                .toList());

        VectorizeIndexInfo info = index.describe();

        assertEquals(3, info.vectorCount());
        assertEquals(4, info.dimensions());
        assertNotNull(info.processedUpToDatetime());
        assertNotNull(info.processedUpToMutation());
    }

    @Rule(value = "VEC-20", without = Capability.EVENTUAL)
    void showsWritesAtOnce(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();

        index.insert(List.of(Vectors.any("a")));

        assertEquals(List.of("a"), Vectors.inOrder(index.query(Vectors.EAST)));
        assertEquals(1, index.getByIds(List.of("a")).size());
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule(
            value = "VEC-20",
            needs = {Capability.EVENTUAL, Capability.CONTROLLED_CLOCK})
    void hidesWritesForAWhile(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        settled.upsert(List.of(VectorizeVector.of("a", 1, 0, 0)));

        String mutation = index.upsert(List.of(VectorizeVector.of("a", 0, 1, 0), Vectors.any("b")));

        assertEquals(1, Vectors.only(index, "a").values()[0]);
        assertEquals(List.of("a"), Vectors.inOrder(index.query(Vectors.EAST)));
        assertEquals(1, index.describe().vectorCount());
        settled.settle(mutation);
        assertEquals(0, Vectors.only(index, "a").values()[0]);
        assertEquals(List.of("b", "a"), Vectors.inOrder(index.query(Vectors.EAST)));
        assertEquals(2, index.describe().vectorCount());
    }

    @Rule(
            value = "VEC-20",
            needs = {Capability.EVENTUAL, Capability.CONTROLLED_CLOCK})
    void showsWhatManyWritesReplaceUntilTheyShow(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        List<String> ids = Vectors.ids(60);
        settled.upsert(ids.stream().map(Vectors::any).toList());
        for (int again = 0; again < 4; again++) {
            index.upsert(ids.subList(0, 50).stream()
                    .map(id -> VectorizeVector.of(id, 0, 0, 1))
                    .toList());
        }
        index.deleteByIds(ids.subList(0, 20));

        String last = index.insert(List.of(Vectors.any("new")));

        assertEquals(20, index.getByIds(ids.subList(0, 20)).size(), "vectors whose deletion does not show yet");
        assertEquals(20, index.getByIds(ids.subList(30, 50)).size(), "vectors whose replacement does not show yet");
        assertEquals(60, index.describe().vectorCount(), "vectors before the writes show");
        settled.settle(last);
        assertEquals(41, index.describe().vectorCount(), "vectors after the writes show");
    }

    @Rule(
            value = "VEC-20",
            needs = {Capability.EVENTUAL, Capability.CONTROLLED_CLOCK})
    void hidesDeletionsForAWhile(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        settled.insert(List.of(Vectors.any("a")));

        String mutation = index.deleteByIds(List.of("a"));

        assertEquals(1, index.getByIds(List.of("a")).size());
        assertEquals(1, index.listVectors(VectorizeListOptions.ALL).ids().size());
        settled.settle(mutation);
        assertEquals(List.of(), index.getByIds(List.of("a")));
    }

    @Rule("VEC-21")
    void namesTheLastMutation(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a")));

        String last = index.deleteByIds(List.of("a"));

        assertEquals(last, index.describe().processedUpToMutation());
    }

    @Rule("VEC-21")
    void showsAllThatStandsBeforeAProcessedMutation(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        index.insert(List.of(Vectors.any("a"), Vectors.any("b")));
        index.deleteByIds(List.of("a"));

        settled.settle(index.insert(List.of(Vectors.any("c"))));

        assertEquals(List.of("b", "c"), Vectors.passingAll(index));
        assertEquals(2, index.describe().vectorCount());
    }

    @Rule("VEC-21")
    void waitsForMutationsThatLaterOnesHavePassed(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        String first = index.insert(List.of(Vectors.any("a")));
        settled.settle(index.insert(List.of(Vectors.any("b"))));

        index.awaitMutation(first, Duration.ofSeconds(1));

        assertEquals(List.of("a", "b"), Vectors.passingAll(index));
    }

    @Rule(
            value = "VEC-21",
            needs = {Capability.EVENTUAL, Capability.CONTROLLED_CLOCK})
    void waitsNoLongerThanItMay(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        String mutation = index.insert(List.of(Vectors.any("a")));

        assertThrows(TimedOutException.class, () -> index.awaitMutation(mutation, Duration.ofMillis(20)));
        settled.settle(mutation);
        index.awaitMutation(mutation, Duration.ZERO);
        Times.ENDLESS.forEach(time -> index.awaitMutation(mutation, time));
    }

    @Rule("VEC-69")
    void showsWhatAnotherEnvironmentHasWritten(VectorizeIndex index, TckSubject<VectorizeIndex> subject) {
        VectorizeFilter drama = VectorizeFilter.where("genre").eq("drama");
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.any("a"), Vectors.any("b")));
        try (TckSubject<VectorizeIndex> second = subject.second()) {
            VectorizeIndex other = second.binding();
            assertEquals(List.of("a", "b"), Vectors.passingAll(other));
            assertEquals(2, Vectors.only(index, "a").values()[1]);

            other.upsert(List.of(VectorizeVector.of("a", 1, 0, 0).withMetadata(Map.of("genre", "drama"))));
            other.deleteByIds(List.of("b"));
            other.insert(List.of(Vectors.any("c")));

            assertEquals(0, Vectors.only(index, "a").values()[1]);
            assertEquals(List.of("a", "c"), Vectors.passingAll(index));
            assertEquals(List.of("a"), Vectors.passing(index, drama));
            assertEquals(2, index.describe().vectorCount());
            other.deleteMetadataIndex("genre");
            assertEquals(List.of(), index.metadataIndexes());
            assertEquals(3, other.describe().dimensions());
        }
        assertEquals(List.of("a", "c"), Vectors.passingAll(index));
    }
}
