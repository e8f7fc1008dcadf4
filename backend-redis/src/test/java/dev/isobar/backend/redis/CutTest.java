package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection is cut, again and again, while calls of one kind are under way: each of them ends as if it had not been. */
class CutTest {
    private static final int CALLS = 200;
    private static final int CUTS = 3;
    private static final Duration LEASE = Duration.ofMillis(500);

    private final RedisProcess server = RedisProcess.start("--appendonly", "no");
    private final Relay relay = Relay.to(server.port);
    private final Set<String> threadsBefore = ClosingTest.threads();

    @AfterEach
    void close() throws IOException {
        relay.close();
        server.close();
    }

    /** The stores under test, and what they must hold in the end. */
    record Stores(KvDriver kv, QueueDriver queue, Set<String> names, Set<String> messages) {
        void put(String name) throws Exception {
            kv.put(name, new KvRecord(name.getBytes(UTF_8), null, null));
            names.add(name);
        }

        void delete(String name) throws Exception {
            kv.delete(name);
            names.remove(name);
        }

        void send(String id) throws Exception {
            queue.send(List.of(OpenStores.message(id)));
            messages.add(id);
        }

        void settle(Decision decision) throws Exception {
            for (Leased leased : queue.take(1, Duration.ZERO, LEASE).messages()) {
                queue.settle(List.of(new Settlement(leased.lease(), decision, Duration.ZERO)), null);
                if (decision == Decision.ACK) {
                    messages.remove(leased.message().id());
                }
            }
        }
    }

    interface Call {
        void run(Stores stores, int number) throws Exception;
    }

    static Stream<Named<Call>> kinds() {
        return Stream.of(
                Named.of("get", (stores, number) -> stores.kv().get("before1", KvWanted.VALUE)),
                Named.of("getAll", (stores, number) -> stores.kv()
                        .getAll(List.of("before1", "none"), KvWanted.VALUE, 1_000)),
                Named.of("put", (stores, number) -> stores.put("key" + number)),
                Named.of("delete", (stores, number) -> stores.delete("before" + number)),
                Named.of("list", (stores, number) -> stores.kv().list("", null, 10)),
                Named.of("send", (stores, number) -> stores.send("job" + number)),
                Named.of("take", (stores, number) -> stores.queue().take(2, Duration.ZERO, LEASE)),
                Named.of("ack", (stores, number) -> stores.settle(Decision.ACK)),
                Named.of("retry", (stores, number) -> stores.settle(Decision.RETRY)),
                Named.of("backlog", (stores, number) -> stores.queue().backlog()),
                Named.of("peek", (stores, number) -> stores.queue().peek(5)),
                Named.of("pause", (stores, number) -> stores.queue().pause(number % 2 == 0)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void losesNothingAndLeavesNothing(Call call) throws Exception {
        try (OpenStores opened = OpenStores.at(relay.url())) {
            Stores stores = new Stores(
                    opened.kv("CACHE"),
                    opened.queue("jobs"),
                    new ConcurrentSkipListSet<>(),
                    new ConcurrentSkipListSet<>());
            for (int i = 0; i < CALLS; i++) {
                stores.put("before" + i);
                stores.send("before" + i);
            }

            runWhileCutting(call, stores);

            stores.queue().pause(false);
            assertEquals(stores.names(), names(stores.kv()));
            assertEquals(stores.messages(), drained(stores.queue()));
        }
        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(server);
    }

    private void runWhileCutting(Call call, Stores stores) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            AtomicInteger ended = new AtomicInteger();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    call.run(stores, number);
                    return ended.incrementAndGet();
                }));
            }
            for (int cut = 1; cut <= CUTS; cut++) {
                int enough = CALLS * cut / (CUTS + 1);
                Await.until(() -> ended + " calls have ended", () -> ended.get() >= enough);
                relay.cut();
            }
            for (Future<?> one : running) {
                one.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<String> names(KvDriver kv) throws Exception {
        Set<String> names = new TreeSet<>();
        for (KvListed entry : kv.list("", null, 1000).entries()) {
            assertEquals(
                    entry.key(),
                    new String(
                            requireNonNull(kv.get(entry.key(), KvWanted.VALUE)).value(), UTF_8));
            names.add(entry.key());
        }
        return names;
    }

    /** Takes and acknowledges until every lease of a lost answer has ended. */
    private static Set<String> drained(QueueDriver queue) throws Exception {
        Set<String> ids = new TreeSet<>();
        Instant end = Instant.now().plus(LEASE).plusMillis(300);
        while (Instant.now().isBefore(end)) {
            for (Leased leased :
                    queue.take(100, Duration.ZERO, Duration.ofMinutes(1)).messages()) {
                ids.add(leased.message().id());
                queue.settle(List.of(new Settlement(leased.lease(), Decision.ACK, Duration.ZERO)), null);
            }
        }
        return ids;
    }
}
