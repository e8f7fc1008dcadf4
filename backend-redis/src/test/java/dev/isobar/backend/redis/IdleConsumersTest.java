package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.QueueDriver;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers with nothing to do cost the server little, and hear of each message. */
class IdleConsumersTest {
    private static final int CONSUMERS = 8;
    private static final int SECONDS = 3;
    private static final int ROUNDS = 5;
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofHours(1);
    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void askForAMessageOnceASecond(int partitions) {
        ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
        try (RedisProcess server = RedisProcess.start("--appendonly", "no");
                Processes all = new Processes(new ArrayList<>())) {
            List<Env> processes = all.envs();
            for (int i = 0; i < CONSUMERS; i++) {
                Env env = Env.builder()
                        .bind(Service.QUEUES, "JOBS", server.url() + "?partitions=" + partitions)
                        .consumer("JOBS", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                        .open();
                processes.add(env);
                env.consume("JOBS", String.class, batch -> batch.messages()
                        .forEach(message -> handled.add(String.valueOf(message.body()))));
            }
            RedisClient client = processes.get(0).unwrap("JOBS", RedisClient.class);
            try (StatefulRedisConnection<String, String> connection = client.connect(RedisURI.create(server.url()))) {
                int most = CONSUMERS * partitions * (SECONDS + 1);
                Await.until(
                        () -> "more than " + most + " scripts in " + SECONDS + " seconds",
                        () -> scripts(connection.sync()) <= most);
            }

            processes.get(0).queue("JOBS").send("hello");
            Await.until(() -> "not handled", () -> !handled.isEmpty());
            assertEquals(List.of("hello"), List.copyOf(handled));
        }
    }

    private record Processes(List<Env> envs) implements AutoCloseable {
        @Override
        public void close() {
            envs.forEach(Env::close);
        }
    }

    /** The scripts that the server runs in some seconds. */
    private static long scripts(RedisCommands<String, String> redis) {
        redis.configResetstat();
        try {
            if (new CountDownLatch(1).await(SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Matcher calls = SCRIPTS.matcher(redis.info("commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hearOfAMessageFromAnotherProcess(boolean cluster) throws Exception {
        String url = cluster ? TestServers.cluster() : TestServers.single();
        Map<String, String> settings = Map.of("prefix", TestServers.uniquePrefix(), "partitions", "4");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (OpenStores consumer = OpenStores.at(url, settings);
                OpenStores producer = OpenStores.at(url, settings)) {
            QueueDriver waiting = consumer.queue("JOBS");
            waiting.awaitWork(Duration.ofMinutes(1));
            for (int round = 0; round < ROUNDS; round++) {
                waiting.take(10, Duration.ZERO, Duration.ofMinutes(1));
                Future<?> heard = thread.submit(() -> {
                    waiting.awaitWork(LONGER_THAN_THE_TEST);
                    return null;
                });
                producer.queue("JOBS").send(List.of(OpenStores.message("m" + round)));
                // Every wait ends by the message; by itself none would end in this test.
                heard.get(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            thread.shutdownNow();
        }
    }
}
