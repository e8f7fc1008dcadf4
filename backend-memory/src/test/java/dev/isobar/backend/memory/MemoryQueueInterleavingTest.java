package dev.isobar.backend.memory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls of two threads, interleaved by a model checker at every access to what they share. Whatever they return must be
 * what the same calls return one after the other, in an order that each thread has made them in.
 */
@Tag("endurance")
class MemoryQueueInterleavingTest {
    private static ModelCheckingOptions calls(int perThread, int scenarios) {
        return new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(0)
                .actorsPerThread(perThread)
                .actorsAfter(1)
                .iterations(scenarios)
                .invocationsPerIteration(100)
                .addGuarantee(LOCKED)
                // A call that first meets a class waits until it is changed, for long on a busy machine.
                .invocationTimeout$lincheck(120_000);
    }

    /** What the driver touches under its lock alone, and immutable values. */
    private static final ManagedStrategyGuarantee LOCKED = ManagedStrategyGuaranteeKt.forClasses(
                    HashMap.class.getName(),
                    TreeMap.class.getName(),
                    TreeSet.class.getName(),
                    SecureRandom.class.getName(),
                    Duration.class.getName(),
                    Instant.class.getName(),
                    MemoryLease.class.getName())
            .allMethods()
            .ignore();

    @Test
    void callsTakeEffectOneAfterTheOther() {
        calls(3, 10).check(QueueCalls.class);
    }

    @Test
    void aLetterIsAlwaysInOneOfTwoQueues() throws NoSuchMethodException {
        calls(1, 0)
                .addCustomScenario(calls("bury", List.of("acknowledge", "letters")))
                .check(QueueBurials.class);
    }

    /** Two queues, each the other's dead letter queue. */
    @Test
    void queuesThatBuryIntoEachOtherDoNotBlock() throws NoSuchMethodException {
        calls(1, 0).addCustomScenario(calls("bury", List.of("buryBack"))).check(QueueBurials.class);
    }

    /** A call of one thread beside those of another. */
    private static ExecutionScenario calls(String one, List<String> others) throws NoSuchMethodException {
        List<Actor> second = new ArrayList<>();
        for (String other : others) {
            second.add(call(other));
        }
        return new ExecutionScenario(List.of(), List.of(List.of(call(one)), second), List.of(), null);
    }

    private static Actor call(String name) throws NoSuchMethodException {
        return new Actor(QueueBurials.class.getMethod(name), List.of());
    }
}
