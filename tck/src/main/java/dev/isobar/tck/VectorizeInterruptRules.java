package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.tck.Interrupts.Outcome;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;

/** Rules ENV-INT-01 and ENV-INT-02 for Vectorize: what an interrupt does. */
abstract class VectorizeInterruptRules {
    @Rule("ENV-INT-01")
    void sendsNothingOnAnInterruptedThread(VectorizeIndex index) {
        String mutation = index.upsert(List.of(VectorizeVector.of("a", 1, 0, 0)));

        Interrupts.refuse(() -> index.insert(List.of(VectorizeVector.of("b", 0, 1, 0))));
        Interrupts.refuse(() -> index.upsert(List.of(VectorizeVector.of("a", 0, 1, 0))));
        Interrupts.refuse(() -> index.deleteByIds(List.of("a")));
        Interrupts.refuse(() -> index.deleteAllByIds(List.of("a")));
        Interrupts.refuse(() -> index.getByIds(List.of("a")));
        Interrupts.refuse(() -> index.query(Vectors.EAST, VectorizeQueryOptions.NONE));
        Interrupts.refuse(() -> index.queryById("a", VectorizeQueryOptions.NONE));
        Interrupts.refuse(index::describe);
        Interrupts.refuse(() -> index.awaitMutation(mutation, Duration.ofSeconds(5)));

        assertEquals(1, Vectors.only(index, "a").values()[0]);
        assertEquals(List.of(), index.getByIds(List.of("b")));
    }

    @Rule("ENV-INT-02")
    void returnsOrFailsAndKeepsTheFlag(VectorizeIndex index) {
        VectorizeIndex direct = ((SettledIndex) index).unsettled();
        index.upsert(List.of(VectorizeVector.of("settled", 0, 0, 1)));
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String id = "take-" + round;

            Outcome outcome = Interrupts.during(round, () -> direct.upsert(List.of(VectorizeVector.of(id, 1, 0, 0))));

            index.upsert(List.of(VectorizeVector.of("settled", 0, 0, 1)));
            int found = index.getByIds(List.of(id)).size();
            assertTrue(found == 1 ? outcome.mayShow() : outcome.mayLack(), () -> outcome + ", but found " + found);
        }
    }
}
