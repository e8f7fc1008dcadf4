package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueHandler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a long-lived process would keep of consumers and waits that are over. */
@Timeout(60)
class LeftoversTest {
    private static Env open(EnvBuilder builder) {
        return builder.bind(Service.QUEUES, "JOBS", "jobs", "memory:").open();
    }

    private static void assertForgotten(WeakReference<?> what) throws InterruptedException {
        for (int i = 0; i < 100 && what.get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(what.get() == null, "it is still held");
    }

    /** A handler that is an object of its own. */
    private static final class Handler implements QueueHandler<String> {
        @Override
        public void handle(dev.isobar.queue.MessageBatch<String> batch) {}
    }

    private static WeakReference<Object> consumed(Env env, boolean stepped) {
        Handler handler = new Handler();
        if (stepped) {
            env.consumeStepped("jobs", String.class, handler).close();
        } else {
            env.consume("jobs", String.class, handler).close();
        }
        return new WeakReference<>(handler);
    }

    @Test
    void anEnvironmentForgetsConsumersThatHaveEnded() throws InterruptedException {
        try (Env env = open(Env.builder())) {
            assertForgotten(consumed(env, true));
            assertForgotten(consumed(env, false));
        }
    }

    private static WeakReference<Object> waited() {
        InstantSource system = InstantSource.system();
        InstantSource clock = new InstantSource() {
            @Override
            public java.time.Instant instant() {
                return system.instant();
            }
        };
        try (Env env = open(Env.builder().clock(clock))) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> env.awaitShutdown(Duration.ofMinutes(1)));
        }
        return new WeakReference<>(clock);
    }

    @Test
    void aWaitForTheEndOfTheProcessLeavesNothingBehind() throws InterruptedException {
        assertForgotten(waited());
    }
}
