package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckStore;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an environment keeps to itself is seen by a second one on the same store, or by a second process. */
class BrokenKvSecondTest {
    private static final ThreadLocal<BiFunction<KvDriver, Set<String>, KvDriver>> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeenByAnotherEnvironment(BrokenKvSecond defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Judged.class, "KV-CONS-06");

        assertTrue(seen, () -> defect + " passes KV-CONS-06");
    }

    @Test
    void passesWithoutADefect() {
        DEFECT.set((good, shared) -> good);

        assertFalse(Verdict.fails(Judged.class, "KV-CONS-06"));
    }

    /** Environments of one process share what is static; a second process does not. */
    @Test
    void aStoreInTheProcessIsSeenByAnotherProcess() {
        assertFalse(Verdict.fails(InProcess.class, "KV-CONS-06"));
        assertTrue(Verdict.fails(InProcess.class, "KV-CONS-08"));
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "second";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver good = Drivers.memory(clock).kv(Drivers.TARGET);
            Set<String> shared = ConcurrentHashMap.newKeySet();
            return subject(good, shared, clock).withSecond(() -> subject(good, shared, clock));
        }

        private static TckSubject<KVNamespace> subject(KvDriver good, Set<String> shared, TestClock clock) {
            return TckSubject.of(Service.KV, DEFECT.get().apply(good, shared), clock, Env::kv);
        }
    }

    static class InProcess extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "in-process";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver store = new ExampleKvDriver(clock);
            TckSubject<KVNamespace> first = TckSubject.of(Service.KV, store, clock, Env::kv);
            // What a process opens by this URL is a store of its own.
            TckStore reached = new TckStore(Optional.of("memory:"), clock, Optional.empty(), Duration.ZERO);
            return new TckSubject<>(
                    first.binding(),
                    first.capabilities(),
                    first.server(),
                    first.resource(),
                    Optional.of(() -> TckSubject.of(Service.KV, store, clock, Env::kv)),
                    reached);
        }
    }
}
