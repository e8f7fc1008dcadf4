package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/queues.md}. */
class QueueDocsTest {
    private final BlockingQueue<Order> paid = new LinkedBlockingQueue<>();

    record Order(int id, boolean ready) {}

    private void pay(Order order) {
        paid.add(order);
    }

    private void payAll(MessageBatch<Order> batch) {
        batch.messages().forEach(message -> pay(Objects.requireNonNull(message.body())));
    }

    @Test
    void sends() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "ORDERS", "orders", "memory:")
                .open()) {
            Queue orders = env.queue("ORDERS");
            orders.send(new Order(7, true));
            orders.send("urgent", QueueSendOptions.NONE.withDelay(Duration.ZERO));
            orders.sendBatch(
                    List.of(MessageSendRequest.of(new Order(8, true)), MessageSendRequest.of(new Order(9, false))),
                    QueueSendBatchOptions.NONE.withDelay(Duration.ofMinutes(10)));

            assertEquals(2, orders.metrics().backlogCount());
        }
    }

    @Test
    void consumes() throws Exception {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(1)
                .withMaxRetries(5)
                .withDeadLetterQueue("orders-dead");
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "ORDERS", "orders", "memory:")
                .consumer("orders", settings)
                .open()) {
            QueueConsumer consumer = env.consume("orders", Order.class, batch -> {
                for (Message<Order> message : batch.messages()) {
                    Order order = message.body();
                    if (order == null || !order.ready()) {
                        message.retry(Duration.ofMinutes(1));
                    } else {
                        pay(order);
                        message.ack();
                    }
                }
            });

            env.queue("ORDERS").send(new Order(7, true));

            assertEquals(new Order(7, true), paid.poll(10, TimeUnit.SECONDS));
            assertTrue(consumer.close(Duration.ofSeconds(10)));
        }
    }

    private void closeWhenPaid(Env env) {
        try {
            assertEquals(new Order(7, true), paid.poll(10, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            env.close();
        }
    }

    @Test
    void ends() throws Exception {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "ORDERS", "orders", "memory:")
                .consumer("orders", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .open()) {
            env.queue("ORDERS").send(new Order(7, true));
            env.waitUntil(() -> closeWhenPaid(env));

            env.consume("orders", Order.class, this::payAll);
            boolean drained = env.awaitShutdown(Duration.ofSeconds(25));

            assertTrue(drained);
        }
    }

    @Test
    void testsWithoutWaiting() {
        TestClock clock = new TestClock();
        List<Integer> attempts = new ArrayList<>();
        try (Env env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "ORDERS", "orders", "memory:")
                .open()) {
            SteppedQueueConsumer consumer = env.consumeStepped("orders", Order.class, batch -> {
                attempts.add(batch.messages().get(0).attempts());
                batch.retryAll(Duration.ofHours(1));
            });
            env.queue("ORDERS").send(new Order(7, false));

            clock.advance(Duration.ofSeconds(5));
            assertEquals(1, consumer.runDue());
            clock.advance(Duration.ofHours(1));
            assertEquals(0, consumer.runDue());
            clock.advance(Duration.ofSeconds(5));
            assertEquals(1, consumer.runDue());

            assertEquals(List.of(1, 2), attempts);
        }
    }

    @Test
    void pulls() {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "ORDERS", "orders", "memory:")
                .open()) {
            env.queue("ORDERS").send(new Order(7, true));

            QueuePuller puller = env.puller("orders");
            for (PulledMessage message : puller.pull(10, Duration.ofMinutes(1))) {
                puller.settle(List.of(message.leaseId()), Map.of());
            }

            assertEquals(0, env.queue("ORDERS").metrics().backlogCount());
        }
    }
}
