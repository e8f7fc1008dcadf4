package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A driver that stores only small values, and reads only what is wanted, passes. */
class LesserKvTest {
    private static final Capabilities BOUNDED =
            Capabilities.of(Capability.CONTROLLED_CLOCK).with(Bound.KV_VALUE_BYTES, 1_000_000);

    @Test
    void passesWithABoundAndTheLeastThatIsWanted() {
        assertEquals(Set.of(), Verdict.failed(Lesser.class));
    }

    @Test
    void seesABoundThatIsNotEnforced() {
        assertTrue(Verdict.fails(Unbounded.class, "KV-PUT-12"));
    }

    @Test
    void takesTheLimitOfKvForABound() {
        assertFalse(Verdict.fails(AtTheLimit.class, "KV-PUT-12"));
    }

    static class AtTheLimit extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "at-the-limit";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver bounded = new KvOver(Drivers.memory(clock).kv(Drivers.TARGET)) {
                @Override
                public Capabilities capabilities() {
                    return BOUNDED.with(Bound.KV_VALUE_BYTES, 26_214_400);
                }
            };
            return TckSubject.of(Service.KV, bounded, clock, Env::kv);
        }
    }

    static class Lesser extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "lesser";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver memory = Drivers.memory(clock).kv(Drivers.TARGET);
            KvDriver lesser = new KvOver(memory) {
                @Override
                public Capabilities capabilities() {
                    return BOUNDED;
                }

                @Override
                public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
                    KvRecord found = good.get(key, wanted);
                    return found == null || wanted == KvWanted.VALUE_AND_METADATA
                            ? found
                            : new KvRecord(found.value(), null, null);
                }
            };
            return TckSubject.of(Service.KV, lesser, clock, Env::kv);
        }
    }

    static class Unbounded extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "unbounded";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver memory = Drivers.memory(clock).kv(Drivers.TARGET);
            TckSubject<KVNamespace> subject = TckSubject.of(Service.KV, memory, clock, Env::kv);
            return new TckSubject<>(subject.binding(), BOUNDED, subject.server(), subject.resource());
        }
    }
}
