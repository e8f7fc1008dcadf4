package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Defects in the end of entries are seen where time can be moved, and in a minute where it cannot. */
class BrokenKvExpiryTest {
    private static final ThreadLocal<BiFunction<KvDriver, InstantSource, KvDriver>> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenKvExpiry defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Controlled.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "DROPS_WHAT_ENDS_WHEN_ITS_PREDECESSOR_DID",
                "REMOVES_WHAT_WAS_JUST_WRITTEN",
                "SWEEPS_ALL_THAT_BEGIN_ALIKE"
            })
    void isSeenOnAClockOfItsOwn(BrokenKvExpiry defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(OwnClock.class, "KV-TTL-03");

        assertTrue(seen, () -> defect + " passes KV-TTL-03");
    }

    @Test
    void passesWithoutADefect() {
        DEFECT.set(EndingKv::new);

        assertFalse(Verdict.fails(OwnClock.class, "KV-TTL-03"));
        for (String rule : List.of("KV-TTL-01", "KV-TTL-02", "KV-TTL-04")) {
            assertFalse(Verdict.fails(Controlled.class, rule), rule);
        }
    }

    /** The whole kit on a store that keeps time itself; it waits a minute for the shortest expiration. */
    @Test
    @Tag("endurance")
    void passesOnTheClockOfTheMachine() {
        assertEquals(Set.of(), Verdict.failed(Machine.class));
    }

    private static TckSubject<KVNamespace> subject(TestClock clock, InstantSource own, boolean controlled) {
        ExampleKvDriver store = new ExampleKvDriver(own);
        KvDriver judged = DEFECT.get().apply(store, own);
        KvDriver declaring = new KvOver(judged) {
            @Override
            public Capabilities capabilities() {
                Capabilities declared = Capabilities.of(Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES);
                return controlled ? declared.with(Capability.CONTROLLED_CLOCK) : declared;
            }

            @Override
            public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes)
                    throws Exception {
                return good.getAll(keys, wanted, mostBytes);
            }
        };
        return TckSubject.of(Service.KV, declaring, clock, Env::kv)
                .withStoreClock(own)
                .withRemains(
                        () -> Map.of(
                                "entries",
                                store.stored() + (judged instanceof EndingKv ending ? ending.getAsLong() : 0)),
                        Duration.ofMillis(200));
    }

    static class Controlled extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "ending";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            return subject(clock, clock, true);
        }
    }

    static class OwnClock extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "own-clock";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            return subject(clock, new HastyClock(), false);
        }
    }

    static class Machine extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "own-clock";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            DEFECT.set((good, own) -> good);
            return subject(clock, InstantSource.system(), false);
        }
    }
}
