package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Eight senders and eight handlers for {@code isobar.endurance.seconds}, 20 by default; each tenth message fails. */
@Tag("endurance")
class MemoryQueueEnduranceTest implements QueueHandler<Long> {
    private static final int SECONDS = Integer.getInteger("isobar.endurance.seconds", 20);
    private static final int SENDERS = 8;
    private static final int BACKLOG = 50_000;
    private static final int RETRIES = 2;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Map<Long, Integer> deliveries = new ConcurrentHashMap<>();
    private final Map<Long, Boolean> dead = new ConcurrentHashMap<>();

    private static boolean fails(long number) {
        return number % 10 == 0;
    }

    @Override
    public void handle(MessageBatch<Long> batch) {
        boolean whole = true;
        for (Message<Long> message : batch.messages()) {
            long number = message.body() == null ? -1 : message.body();
            deliveries.merge(number, 1, Integer::sum);
            if (fails(number)) {
                whole = false;
                message.retry();
            } else if (number % 3 == 0) {
                message.ack();
            }
        }
        if (!whole && batch.messages().size() % 2 == 0) {
            batch.ackAll();
        }
    }

    private long sendUntilDone(Env env) {
        long count = 0;
        while (!done.get()) {
            if (env.queue("JOBS").metrics().backlogCount() > BACKLOG) {
                Thread.onSpinWait();
                continue;
            }
            List<MessageSendRequest> batch = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                batch.add(MessageSendRequest.of(sent.getAndIncrement()));
            }
            env.queue("JOBS").sendBatch(batch);
            count += batch.size();
        }
        return count;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void deliversEveryMessageAndBuriesTheFailingOnes() throws Exception {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ofMillis(50))
                .withMaxBatchSize(25)
                .withMaxRetries(RETRIES)
                .withMaxConcurrency(8)
                .withDeadLetterQueue("jobs-dead");
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", settings)
                .open()) {
            QueueConsumer consumer = env.consume("jobs", Long.class, this);
            QueueConsumer burials = env.consume("jobs-dead", Long.class, batch -> batch.messages()
                    .forEach(message -> dead.put(message.body() == null ? -1 : message.body(), true)));
            Callable<Long> sender = () -> sendUntilDone(env);
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(senders.submit(sender));
            }
            TimeUnit.SECONDS.sleep(SECONDS);
            done.set(true);
            for (Future<Long> one : running) {
                assertTrue(one.get(30, TimeUnit.SECONDS) > 0);
            }
            long total = sent.get();
            long failing = (total + 9) / 10;
            await(() -> dead.size() == failing && deliveries.size() == total);

            assertTrue(consumer.close(Duration.ofSeconds(30)));
            assertTrue(burials.close(Duration.ofSeconds(30)));
            assertEquals(total, deliveries.size());
            assertEquals(failing, dead.size());
            assertTrue(dead.keySet().stream().allMatch(MemoryQueueEnduranceTest::fails));
            assertTrue(deliveries.entrySet().stream()
                    .allMatch(entry -> entry.getValue() == (fails(entry.getKey()) ? RETRIES + 1 : 1)));
            assertEquals(0, env.queue("JOBS").metrics().backlogCount());
        } finally {
            senders.shutdownNow();
        }
    }
}
