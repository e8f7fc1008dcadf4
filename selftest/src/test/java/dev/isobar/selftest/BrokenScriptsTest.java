package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.selftest.ChangedRedis.Change;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Settings;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A place in a script of Redis that is wrong is seen by the rule that it breaks, on a real server. */
class BrokenScriptsTest {
    private static final ThreadLocal<Change> CHANGE = new ThreadLocal<>();

    @TempDir
    static Path folder;

    private static @Nullable RedisServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RedisServer.start(folder);
    }

    @AfterAll
    static void end() {
        server().close();
    }

    private static RedisServer server() {
        return Objects.requireNonNull(server);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInQueues(BrokenQueueScript defect) {
        CHANGE.set(defect.change());

        boolean seen = Verdict.fails(JudgedQueue.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInKv(BrokenKvScript defect) {
        CHANGE.set(defect.change());

        boolean seen = Verdict.fails(JudgedKv.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    /** A server with the changed script; it is closed after the test of the kit. */
    private static Backend open(InstantSource clock) {
        return ChangedRedis.open(CHANGE.get(), server().address(), clock);
    }

    /** The settings of one test, whose keys nobody else has. */
    private static Settings unique() {
        return Settings.of("redis", Map.of("prefix", UUID.randomUUID() + ":"));
    }

    static class JudgedQueue extends QueueTck {
        @Override
        protected String backend() {
            return "broken-redis";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend redis = BrokenScriptsTest.open(clock);
            Settings settings = unique();
            TckSubject<QueueSubject> subject =
                    EnvQueueSubject.of(queue -> redis.queue(new BindingTarget(queue, null, settings)), clock);
            return new TckSubject<>(subject.binding(), subject.capabilities(), subject.server(), () -> {
                subject.resource().close();
                redis.close();
            });
        }
    }

    static class JudgedKv extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "broken-redis";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            Backend redis = BrokenScriptsTest.open(clock);
            TckSubject<KVNamespace> subject =
                    TckSubject.of(Service.KV, redis.kv(new BindingTarget("SUBJECT", null, unique())), clock, Env::kv);
            return new TckSubject<>(subject.binding(), subject.capabilities(), subject.server(), () -> {
                subject.resource().close();
                redis.close();
            });
        }
    }
}
