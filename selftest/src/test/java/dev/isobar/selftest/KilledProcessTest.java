package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong order of writes is seen where the process ends between them, on a real server. */
class KilledProcessTest {
    private static final ThreadLocal<RedisServer> SERVER = new ThreadLocal<>();

    /** The second process finds the changed class before the right one; this process has the right one. */
    @Test
    void seesADeadLetterThatIsRemovedBeforeItIsStored(@TempDir Path changed, @TempDir Path data) throws IOException {
        ChangedSource.of(
                "backend-redis",
                "dev.isobar.backend.redis",
                "QueueSettling.java",
                "deadLetters.bury(buried); parts.get(part).settle(moved).finish();",
                // Again and again, as on a slow network.
                "for (int i = 0; i < 50; i++) { parts.get(part).settle(moved).finish(); } deadLetters.bury(buried);",
                changed);
        String path = System.getProperty("java.class.path");
        try (RedisServer server = RedisServer.start(data)) {
            SERVER.set(server);
            assertFalse(Verdict.fails(Judged.class, "Q-DLQ-08"), "without the change");

            System.setProperty("java.class.path", changed + File.pathSeparator + path);

            assertTrue(Verdict.fails(Judged.class, "Q-DLQ-08"), "with the change");
        } finally {
            System.setProperty("java.class.path", path);
            SERVER.remove();
        }
    }

    static class Judged extends QueueTck {
        @Override
        protected String backend() {
            return "changed";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            return EnvQueueSubject.of(SERVER.get().url() + "?prefix={unique}:", clock);
        }
    }
}
