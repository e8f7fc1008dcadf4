package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A known difference excuses a test that fails, and no other. */
class KnownDifferencesTest {
    private static final String RULE = "KV-DEL-03";
    private static final Map<String, String> LISTED =
            Map.of("KV-DEL-03 removesValueMetadataAndName", "it is said to keep what is deleted");

    @Test
    void aDifferenceThatIsGoneFails() {
        assertTrue(Verdict.fails(Good.class, RULE));
    }

    @Test
    void aDifferenceThatIsThereIsExcused() {
        assertFalse(Verdict.fails(Keeping.class, RULE));
    }

    static class Good extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "differing";
        }

        @Override
        protected Map<String, String> knownDifferences() {
            return LISTED;
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            return TckSubject.of(Service.KV, Drivers.memory(clock).kv(Drivers.TARGET), clock, Env::kv);
        }
    }

    static class Keeping extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "differing";
        }

        @Override
        protected Map<String, String> knownDifferences() {
            return LISTED;
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver good = Drivers.memory(clock).kv(Drivers.TARGET);
            KvDriver keeping = new KvOver(good) {
                @Override
                public void delete(String key) {}
            };
            return TckSubject.of(Service.KV, keeping, clock, Env::kv);
        }
    }
}
