package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Taken;
import io.lettuce.core.KillArgs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection by which consumers hear of messages: opened once, without a lock, closed with the backend. */
class ArrivalsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final RedisProcess server = RedisProcess.start("--appendonly", "no");
    private final Relay relay = Relay.to(server.port);
    private final Set<String> threadsBefore = ClosingTest.threads();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        relay.close();
        server.close();
    }

    private OpenStores open() {
        return OpenStores.at(relay.url(), Map.of("connectTimeout", "10s"));
    }

    private Future<Boolean> await(QueueDriver queue) {
        Callable<Boolean> call = () -> {
            queue.awaitWork(SHORT);
            return true;
        };
        return threads.submit(call);
    }

    private static void assertEnds(List<Future<Boolean>> calls) throws Exception {
        for (Future<Boolean> call : calls) {
            assertTrue(call.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private long listening() {
        return server.ask(commands -> commands.clientList())
                .lines()
                .filter(line -> line.contains("cmd=subscribe"))
                .count();
    }

    @Test
    void openOneConnectionForAllWhoWait() throws Exception {
        try (OpenStores stores = open()) {
            List<QueueDriver> queues = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                queues.add(stores.queue("jobs" + i));
            }

            assertEnds(queues.stream().map(this::await).toList());

            assertEquals(1, listening());
            for (QueueDriver queue : queues) {
                assertHears(queue);
            }
        }
        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(server);
    }

    /** What is sent ends the wait for a message long before its time. */
    private void assertHears(QueueDriver queue) throws Exception {
        queue.take(1, Duration.ZERO, LEASE);
        Future<?> heard = threads.submit(() -> {
            queue.awaitWork(Duration.ofMinutes(5));
            return null;
        });
        queue.send(List.of(OpenStores.message("m")));
        heard.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void areNotSpoiledByAFailedAttempt() throws Exception {
        try (OpenStores stores = open()) {
            QueueDriver queue = stores.queue("jobs");
            relay.away(true);
            queue.awaitWork(SHORT);
            relay.away(false);

            Await.until(() -> "nobody listens", () -> {
                queue.awaitWork(SHORT);
                return listening() == 1;
            });

            assertHears(queue);
        }
    }

    @Test
    void leaveNothingIfTheyCloseWhileTheyOpen() throws Exception {
        OpenStores stores = open();
        List<QueueDriver> queues = List.of(stores.queue("a"), stores.queue("b"), stores.queue("c"));
        relay.stall(true);
        List<Future<Boolean>> waiting = queues.stream().map(this::await).toList();
        Await.until(() -> "nobody connects", () -> relay.waiting() > 0);
        Future<?> closing = threads.submit(stores::close);

        relay.stall(false);

        closing.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
        assertEnds(waiting);
        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(server);
    }

    @Test
    void openNothingAfterTheyAreClosed() throws Exception {
        OpenStores stores = open();
        QueueDriver queue = stores.queue("jobs");
        stores.close();

        queue.awaitWork(SHORT);

        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(server);
    }

    @Test
    void areMissedByNobodyWhoLooksByHimself() throws Exception {
        try (OpenStores stores = open()) {
            QueueDriver queue = stores.queue("jobs");
            queue.awaitWork(SHORT);
            server.ask(commands -> commands.clientKill(KillArgs.Builder.typePubsub()));
            queue.send(List.of(OpenStores.message("m")));

            queue.awaitWork(SHORT);
            Taken taken = queue.take(1, Duration.ZERO, LEASE);

            assertEquals(1, taken.messages().size());
        }
    }

    @Test
    void letAnInterruptEndTheWait() throws Exception {
        try (OpenStores stores = open()) {
            QueueDriver queue = stores.queue("jobs");
            relay.stall(true);
            Future<Boolean> first = await(queue);
            Await.until(() -> "nobody connects", () -> relay.waiting() > 0);

            Thread.currentThread().interrupt();
            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> assertThrows(InterruptedException.class, () -> queue.awaitWork(Duration.ofMinutes(1))));

            relay.stall(false);
            assertEnds(List.of(first));
        }
    }
}
