package dev.isobar.backend.redis;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.backend.redis.OrderConsumer.Delivery;
import dev.isobar.queue.PulledMessage;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Producers and consumers in JVMs of their own, two consumers killed half way. */
class QueueProcessesTest {
    private static final int PRODUCERS = 4;
    private static final int CONSUMERS = 4;
    private static final int KILLED = 2;

    /** How often a message is handed over without being settled (Q-DLQ-01). */
    private static final int MOST_UNSETTLED = 4;

    /** Bytes of a delivery's line, about. */
    private static final int LINE = 45;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** A letter that was on its way to the dead letters when its consumer was killed is held for 20 seconds. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final List<JavaProcess> consumers = new ArrayList<>();
    private final List<JavaProcess> producers = new ArrayList<>();
    private RedisProcess redis;

    @BeforeEach
    void start() {
        redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
    }

    @AfterEach
    void end() {
        Stream.concat(consumers.stream(), producers.stream()).forEach(JavaProcess::close);
        redis.close();
    }

    private Path deliveries(int consumer) {
        return folder.resolve("deliveries-" + consumer);
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "4, 1000"})
    void processesEveryMessageThoughConsumersAreKilled(int partitions, int each) throws IOException {
        long seed = System.nanoTime();
        System.out.println("orders of seed " + seed);
        String url = redis.url() + "?partitions=" + partitions;
        Path hold = folder.resolve("hold");
        Path held = folder.resolve("held");
        try (Env env = Orders.open(url);
                StatefulRedisConnection<String, String> connection =
                        env.unwrap(Orders.QUEUE, RedisClient.class).connect(RedisURI.create(redis.url()))) {
            for (int i = 0; i < CONSUMERS; i++) {
                Path own = i == 0 ? hold : folder.resolve("never");
                consumers.add(JavaProcess.start(
                        OrderConsumer.class, folder.resolve("consumer-" + i), url, deliveries(i), own, held));
            }
            for (int i = 0; i < PRODUCERS; i++) {
                producers.add(
                        JavaProcess.start(OrderProducer.class, folder.resolve("producer-" + i), url, i, each, seed));
            }

            long half = (long) LINE * PRODUCERS * each / 2;
            Await.until(LONGEST, () -> "too few deliveries", () -> running(recorded()) >= half);
            consumers.get(1).kill();
            Files.createFile(hold);
            Await.until(LONGEST, () -> "no batch is held", () -> Files.exists(held));
            consumers.get(0).kill();
            producers.forEach(producer -> producer.awaitEnd(LONGEST));
            Await.until(LONGEST_REST, () -> "left: " + stored(connection), () -> running(stored(connection))
                    .isEmpty());
            consumers.subList(KILLED, CONSUMERS).forEach(consumer -> consumer.stop(LONGEST));

            Map<String, List<Delivery>> byOrder = all().stream().collect(groupingBy(Delivery::order));
            assertEquals(sent(each), byOrder.keySet());
            assertAttempts(byOrder);
            assertHeldCameAgain(lines(held), byOrder);
            assertEquals(0, env.queue(Orders.QUEUE).metrics().backlogCount());
            assertDeadLetters(pullAll(env), byOrder);
        }
    }

    private <T> T running(T seen) {
        consumers.stream().skip(KILLED).forEach(JavaProcess::assertRunning);
        return seen;
    }

    private static Set<String> sent(int each) {
        Set<String> sent = new HashSet<>();
        IntStream.range(0, PRODUCERS).forEach(producer -> sent.addAll(Orders.of(producer, each)));
        return sent;
    }

    private long recorded() {
        return IntStream.range(0, CONSUMERS)
                .mapToLong(consumer -> deliveries(consumer).toFile().length())
                .sum();
    }

    private List<Delivery> all() {
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            if (Files.exists(deliveries(i))) {
                all.addAll(lines(deliveries(i)));
            }
        }
        return all;
    }

    /** Reads the lines that are whole. */
    private static List<Delivery> lines(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Delivery::parse)
                .toList();
    }

    /** What any part of the queue still holds, waiting or leased. */
    private static List<String> stored(StatefulRedisConnection<String, String> connection) {
        return connection.sync().keys("isobar:queue:{" + Orders.QUEUE + ":*").stream()
                .filter(key -> !key.endsWith(":info"))
                .toList();
    }

    /**
     * A lease counts as an attempt, whether or not it ran out; only the leases of the killed were never recorded. Those are
     * no failures: poison was retried as often as it may be.
     */
    private static void assertAttempts(Map<String, List<Delivery>> byOrder) {
        int unrecorded = 0;
        for (Map.Entry<String, List<Delivery>> order : byOrder.entrySet()) {
            TreeSet<Integer> attempts = new TreeSet<>();
            order.getValue()
                    .forEach(delivery ->
                            assertTrue(attempts.add(delivery.attempts()), () -> "two leases of one number: " + order));
            int decided = Orders.poison(order.getKey()) ? Orders.ATTEMPTS : 1;
            assertTrue(attempts.size() >= decided, order::toString);
            assertTrue(attempts.last() < decided + MOST_UNSETTLED, order::toString);
            assertEquals(
                    1, order.getValue().stream().map(Delivery::id).distinct().count());
            unrecorded += attempts.last() - attempts.size();
        }
        assertTrue(unrecorded <= KILLED * Orders.BATCH, unrecorded + " attempts were never seen");
    }

    private static void assertHeldCameAgain(List<Delivery> held, Map<String, List<Delivery>> byOrder) {
        for (Delivery delivery : held) {
            boolean again = byOrder.getOrDefault(delivery.order(), List.of()).stream()
                    .anyMatch(other -> other.attempts() > delivery.attempts());
            assertTrue(again, delivery + " did not come again");
        }
    }

    private static List<PulledMessage> pullAll(Env env) {
        List<PulledMessage> all = new ArrayList<>();
        List<PulledMessage> some;
        do {
            some = env.puller(Orders.DEAD).pull(100, Duration.ofMinutes(5));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    private static void assertDeadLetters(List<PulledMessage> letters, Map<String, List<Delivery>> byOrder) {
        List<String> dead = new ArrayList<>();
        for (PulledMessage letter : letters) {
            String json = new String(letter.body(), StandardCharsets.UTF_8);
            String order = json.substring(1, json.length() - 1);
            dead.add(order);
            assertEquals(1, letter.attempts());
            assertEquals(
                    letter.id(), byOrder.getOrDefault(order, List.of()).get(0).id());
        }
        List<String> poison =
                byOrder.keySet().stream().filter(Orders::poison).sorted().toList();
        assertEquals(poison, dead.stream().sorted().toList());
    }
}
