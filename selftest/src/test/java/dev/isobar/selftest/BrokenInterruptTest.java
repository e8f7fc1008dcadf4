package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.backend.memory.MemoryAi;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.tck.AiTck;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import dev.isobar.tck.VectorizeIndexTck;
import dev.isobar.tck.VectorizeShape;
import dev.isobar.vectorize.VectorizeIndex;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a driver does wrong when it is interrupted is seen by the kit of its service. */
class BrokenInterruptTest {
    private static final ThreadLocal<BrokenInterrupt> DEFECT = new ThreadLocal<>();
    private static final String BACKEND = "broken";

    private static void assertSeen(BrokenInterrupt defect, Class<?> kit) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(kit, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITES_HALF")
    void isSeenInAi(BrokenInterrupt defect) {
        assertSeen(defect, JudgedAi.class);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInD1(BrokenInterrupt defect) {
        assertSeen(defect, JudgedD1.class);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInKv(BrokenInterrupt defect) {
        assertSeen(defect, JudgedKv.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITES_HALF")
    void isSeenInQueues(BrokenInterrupt defect) {
        assertSeen(defect, JudgedQueue.class);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInR2(BrokenInterrupt defect) {
        assertSeen(defect, JudgedR2.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WRITES_HALF")
    void isSeenInVectorize(BrokenInterrupt defect) {
        assertSeen(defect, JudgedVectorize.class);
    }

    static class JudgedAi extends AiTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<Ai> open(TestClock clock) {
            BrokenInterrupt defect = DEFECT.get();
            AiOver broken = new AiOver(MemoryAi.builder().build()) {
                @Override
                public AiResult run(AiRequest request) throws Exception {
                    return defect.call(() -> good.run(request));
                }
            };
            return TckSubject.of(Service.AI, broken, clock, Env::ai);
        }
    }

    static class JudgedD1 extends D1DatabaseTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<D1Database> open(TestClock clock) {
            BrokenInterrupt defect = DEFECT.get();
            D1Over broken = new D1Over(BrokenD1.memory("cloudflare")) {
                @Override
                public D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception {
                    return statements.get(0).sql().startsWith("update")
                            ? defect.call(
                                    () -> good.execute(statements.subList(0, 1), position),
                                    () -> good.execute(statements, position))
                            : good.execute(statements, position);
                }
            };
            return TckSubject.of(Service.D1, broken, clock, Env::d1);
        }
    }

    static class JudgedKv extends KVNamespaceTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            BrokenInterrupt defect = DEFECT.get();
            KvOver broken = new KvOver(Drivers.memory(clock).kv(Drivers.TARGET)) {
                @Override
                public void put(String key, KvRecord entry) throws Exception {
                    KvRecord half = new KvRecord(entry.value(), "\"half\"", null);
                    defect.call(() -> good.put(key, half), () -> {
                        good.put(key, entry);
                        return true;
                    });
                }
            };
            return TckSubject.of(Service.KV, broken, clock, Env::kv);
        }
    }

    static class JudgedQueue extends QueueTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(clock);
            BrokenInterrupt defect = DEFECT.get();
            return EnvQueueSubject.of(name -> over(memory.queue(new BindingTarget(name, null)), defect), clock);
        }

        private static QueueDriver over(QueueDriver memory, BrokenInterrupt defect) {
            return new QueueOver(memory) {
                @Override
                public Backlog send(List<Sending> messages) throws Exception {
                    return defect.call(() -> good.send(messages));
                }
            };
        }
    }

    static class JudgedR2 extends R2BucketTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<R2Bucket> open(TestClock clock) {
            BrokenInterrupt defect = DEFECT.get();
            R2Over broken = new R2Over(Drivers.memory(clock).r2(Drivers.TARGET)) {
                @Override
                public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                        throws Exception {
                    return defect.<@Nullable R2Meta>call(
                            () -> good.put(key, body, R2Defects.custom(facts, Map.of("take", "half")), onlyIf),
                            () -> good.put(key, body, facts, onlyIf));
                }
            };
            return TckSubject.of(Service.R2, broken, clock, Env::r2);
        }
    }

    static class JudgedVectorize extends VectorizeIndexTck {
        @Override
        protected String backend() {
            return BACKEND;
        }

        @Override
        protected TckSubject<VectorizeIndex> open(TestClock clock, VectorizeShape shape) {
            BrokenInterrupt defect = DEFECT.get();
            Map<String, String> settings = Map.of("dimensions", Integer.toString(shape.dimensions()));
            VectorizeOver broken = new VectorizeOver(Drivers.memory(clock).vectorize(Drivers.target(settings))) {
                @Override
                public String write(List<VectorRecord> vectors, boolean replace) throws Exception {
                    return defect.call(() -> good.write(vectors, replace));
                }
            };
            return TckSubject.of(Service.VECTORIZE, broken, clock, Env::vectorize);
        }
    }
}
