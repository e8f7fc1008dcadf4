package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Rules VEC-10 and VEC-68: writes of many threads, and what readers see of them. */
abstract class VectorizeConcurrencyRules {
    private static final int THREADS = 4;
    private static final int ROUNDS = 25;
    private static final List<String> IDS = Vectors.ids(10);

    /** Vectors whose values, namespace and metadata all name one writer. */
    private static List<VectorizeVector> by(int writer, List<String> ids) {
        return ids.stream()
                .map(id -> VectorizeVector.of(id, 1, writer, 0)
                        .withNamespace("w" + writer)
                        .withMetadata(Map.of("writer", writer)))
                .toList();
    }

    private static String writer(String namespace, float[] values, Object metadata) {
        return namespace + " " + Math.round(values[1]) + " " + metadata;
    }

    /** The writers that a reading of the IDs has met: one, if it saw one batch as a whole. */
    private static Set<String> writers(VectorizeIndex index) {
        Set<String> writers = new TreeSet<>();
        index.getByIds(IDS)
                .forEach(found -> writers.add(
                        writer(String.valueOf(found.namespace()), found.values(), String.valueOf(found.metadata()))));
        return writers;
    }

    private static Set<String> matched(VectorizeIndex index) {
        Set<String> writers = new TreeSet<>();
        index.query(Vectors.EAST, Vectors.everything())
                .matches()
                .forEach(found -> writers.add(writer(
                        String.valueOf(found.namespace()),
                        found.values() == null ? new float[2] : found.values(),
                        String.valueOf(found.metadata()))));
        return writers;
    }

    @Rule("VEC-68")
    void showsABatchAsAWhole(SettledIndex index) {
        int rounds = index.rounds(ROUNDS);
        index.upsert(by(0, IDS));
        AtomicBoolean written = new AtomicBoolean();

        Together.run(THREADS, thread -> {
            if (thread == 0) {
                try {
                    for (int round = 1; round <= 2 * rounds; round++) {
                        index.upsert(by(round, IDS));
                    }
                } finally {
                    written.set(true);
                }
                return;
            }
            while (!written.get()) {
                Set<String> seen = thread % 2 == 0 ? matched(index) : writers(index);
                assertEquals(1, seen.size(), () -> "one reading shows parts of several batches: " + seen);
            }
        });

        int last = 2 * rounds;
        assertEquals(Set.of("w" + last + " " + last + " {\"writer\":" + last + "}"), writers(index));
    }

    @Rule("VEC-68")
    void findsWhatIsReplacedMeanwhile(SettledIndex index) {
        List<String> one = IDS.subList(0, 1);
        index.upsert(by(0, one));
        AtomicInteger found = new AtomicInteger();

        InStep.run(
                round -> found.set(0),
                round -> index.upsert(by(round + 1, one)),
                round -> found.set(
                        round % 4 == 0
                                ? index.query(Vectors.EAST, Vectors.MANY).count()
                                : index.getByIds(one).size()),
                round -> assertEquals(1, found.get(), "vectors of an id that is replaced while one reads"));
    }

    @Rule("VEC-68")
    void deletesABatchAsAWhole(SettledIndex index) {
        int rounds = index.rounds(ROUNDS);
        index.upsert(by(0, IDS));
        AtomicBoolean written = new AtomicBoolean();

        Together.run(THREADS, thread -> {
            if (thread == 0) {
                try {
                    for (int round = 1; round <= rounds; round++) {
                        index.deleteByIds(IDS);
                        index.insert(by(round, IDS));
                    }
                } finally {
                    written.set(true);
                }
                return;
            }
            while (!written.get()) {
                long seen = thread % 2 == 0
                        ? index.getByIds(IDS).size()
                        : index.query(Vectors.EAST, Vectors.MANY).count();
                assertTrue(seen == 0 || seen == IDS.size(), () -> "one reading shows " + seen + " of a batch of 10");
            }
        });

        assertEquals(IDS.size(), index.describe().vectorCount());
    }

    @Rule("VEC-68")
    void endsWithOneOfTheWritersWholly(SettledIndex index) {
        for (int round = 0; round < index.rounds(ROUNDS); round++) {
            Together.run(THREADS, thread -> index.upsert(by(thread, IDS)));

            Set<String> seen = writers(index);
            assertEquals(1, seen.size(), () -> "the index holds parts of several batches: " + seen);
            assertEquals(seen, matched(index));
        }
        assertEquals(IDS.size(), index.describe().vectorCount());
    }

    @Rule("VEC-10")
    void insertKeepsTheFirstOfManyThreads(SettledIndex index) {
        int rounds = index.rounds(ROUNDS);
        for (int round = 0; round < rounds; round++) {
            List<String> id = List.of("round " + round);
            Set<String> seen = ConcurrentHashMap.newKeySet();

            Together.run(THREADS, thread -> {
                index.insert(by(thread, id));
                seen.add(String.valueOf(Vectors.only(index, id.get(0)).namespace()));
            });

            assertEquals(1, seen.size(), () -> "an insert has replaced what another thread had inserted: " + seen);
        }
        assertEquals(rounds, index.describe().vectorCount());
    }

    @Rule("VEC-68")
    void losesNoWriteOfManyThreads(SettledIndex index) {
        int rounds = index.rounds(ROUNDS);
        List<String> mutations = Collections.synchronizedList(new ArrayList<>());

        Together.run(THREADS, thread -> {
            for (int round = 0; round < rounds; round++) {
                mutations.add(index.insert(
                        by(thread, List.of("kept " + thread + " " + round, "gone " + thread + " " + round))));
                mutations.add(index.deleteByIds(List.of("gone " + thread + " " + round)));
            }
        });

        long kept = (long) THREADS * rounds;
        assertEquals(kept, index.describe().vectorCount());
        assertEquals(kept, index.listAllVectors().distinct().count());
        assertEquals(2 * kept, mutations.stream().distinct().count(), "two mutations have one ID");
    }
}
