package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A defect is seen by a rule that says what is wrong, and not by one that stops with what the driver throws. */
class VerdictTest {
    private static final String RULE = "KV-DEL-03";

    private static final ThreadLocal<UnaryOperator<KvDriver>> DEFECT = new ThreadLocal<>();

    @Test
    void aRuleThatAssertsHasSeenTheDefect() {
        DEFECT.set(good -> deleting(good, key -> {}));

        assertTrue(Verdict.fails(Judged.class, RULE));
    }

    @Test
    void aRuleThatCrashesHasNot() {
        DEFECT.set(good -> deleting(good, key -> {
            throw new IllegalStateException("the shelf is out of reach");
        }));

        AssertionError crashed = assertThrows(AssertionError.class, () -> Verdict.fails(Judged.class, RULE));

        String text = String.valueOf(crashed.getMessage());
        assertTrue(text.startsWith(RULE + " crashed and asserted nothing:\n"), text);
        assertTrue(text.contains("java.lang.IllegalStateException: the shelf is out of reach"), text);
    }

    @Test
    void aRuleThatHoldsHasNot() {
        DEFECT.set(good -> good);

        assertFalse(Verdict.fails(Judged.class, RULE));
    }

    private static KvDriver deleting(KvDriver good, Consumer<String> delete) {
        return new KvOver(good) {
            @Override
            public void delete(String key) {
                delete.accept(key);
            }
        };
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "verdict";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver good = Drivers.memory(clock).kv(Drivers.TARGET);
            return TckSubject.of(Service.KV, DEFECT.get().apply(good), clock, Env::kv);
        }
    }
}
