package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Several writers of entries and messages, and a consumer; it remembers what was acknowledged. */
final class Traffic implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int NAMES = 200;

    final Env env;

    /** Names by their last acknowledged value; without those whose last write failed, which may have happened or not. */
    final Map<String, String> written = new ConcurrentHashMap<>();

    /** Every message whose sending was acknowledged. */
    final Set<String> sent = new ConcurrentSkipListSet<>();

    /** How often each message was delivered. */
    final Map<String, Integer> delivered = new ConcurrentHashMap<>();

    /** Messages that came more often than they say. */
    final Set<String> miscounted = new ConcurrentSkipListSet<>();

    /** What calls failed with. */
    final Map<Class<?>, Integer> failures = new ConcurrentHashMap<>();

    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean stopped;

    private Traffic(Env env) {
        this.env = env;
    }

    static Traffic start(String url) {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(100)
                .withVisibilityTimeout(Duration.ofSeconds(2));
        Traffic traffic = new Traffic(Env.builder()
                .bind(Service.KV, "CACHE", url)
                .bind(Service.QUEUES, "JOBS", "jobs", url)
                .consumer("jobs", settings)
                .open());
        traffic.env.consume("jobs", String.class, batch -> batch.messages()
                .forEach(message -> traffic.deliver(String.valueOf(message.body()), message.attempts())));
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            traffic.writers.execute(() -> traffic.write(number));
        }
        return traffic;
    }

    private void deliver(String message, int attempts) {
        if (delivered.merge(message, 1, Integer::sum) > attempts) {
            miscounted.add(message);
        }
    }

    private void write(int writer) {
        KVNamespace kv = env.kv("CACHE");
        for (int turn = 0; !stopped; turn++) {
            String key = "w" + writer + "-" + turn % NAMES;
            String value = Integer.toString(turn);
            written.remove(key);
            try {
                kv.put(key, value);
                written.put(key, value);
                env.queue("JOBS").send(writer + "-" + turn);
                sent.add(writer + "-" + turn);
                turns.incrementAndGet();
            } catch (IsobarException away) {
                failures.merge(away.getClass(), 1, Integer::sum);
            }
        }
    }

    /** Waits until the writers have got on. */
    void awaitProgress() {
        int before = turns.get();
        Await.until(() -> "no traffic; failures: " + failures, () -> turns.get() > before + 50);
    }

    /** Lets the writers end, and waits until nothing is left to deliver. */
    void finish() throws InterruptedException {
        stopped = true;
        writers.shutdown();
        if (!writers.awaitTermination(Await.BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("a call does not end");
        }
        Await.until(() -> "messages are left", () -> env.queue("JOBS").metrics().backlogCount() == 0);
    }

    /** The names whose last acknowledged value is not there. */
    Set<String> lostNames() {
        Set<String> lost = new TreeSet<>(written.keySet());
        lost.removeIf(name -> Objects.equals(written.get(name), env.kv("CACHE").get(name)));
        return lost;
    }

    /** The acknowledged messages that did not come. */
    Set<String> lostMessages() {
        Set<String> lost = new TreeSet<>(sent);
        lost.removeAll(delivered.keySet());
        return lost;
    }

    @Override
    public void close() {
        stopped = true;
        writers.shutdownNow();
        env.close();
    }
}
