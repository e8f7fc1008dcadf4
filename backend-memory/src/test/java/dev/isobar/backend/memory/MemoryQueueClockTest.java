package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer whose process has another time than the store. */
@Timeout(30)
class MemoryQueueClockTest {
    private static final int SECONDS = 2;

    private final AtomicInteger takes = new AtomicInteger();

    private Env open(int secondsAhead) {
        QueueDriver store = new MemoryBackendProvider()
                .open(BackendConfig.of("memory", "", Map.of()).withClock(InstantSource.system()))
                .queue(new BindingTarget("jobs", null));
        return Env.builder()
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(secondsAhead)))
                .bind(Service.QUEUES, "jobs", store)
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .intercept((operation, call) -> {
                    if (operation.name().equals("take")) {
                        takes.incrementAndGet();
                    }
                    return call.get();
                })
                .open();
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 0, 30})
    void restsWhileAMessageIsDelayed(int secondsAhead) throws Exception {
        try (Env env = open(secondsAhead)) {
            env.queue("jobs").send("later", QueueSendOptions.NONE.withDelay(Duration.ofSeconds(20)));

            env.consume("jobs", String.class, batch -> {});

            assertFalse(new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS));
            assertTrue(takes.get() < 20, takes + " takes in " + SECONDS + " seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 0, 30})
    void takesADelayedMessageWhenItIsReady(int secondsAhead) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Env env = open(secondsAhead)) {
            env.consume("jobs", String.class, batch -> batch.messages()
                    .forEach(message -> seen.add(String.valueOf(message.body()))));
            env.queue("jobs").send("later", QueueSendOptions.NONE.withDelay(Duration.ofSeconds(1)));

            assertEquals("later", seen.poll(10, TimeUnit.SECONDS));
        }
    }
}
