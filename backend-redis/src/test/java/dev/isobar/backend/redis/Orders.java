package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What the processes of {@link QueueProcessesTest} agree on: the queues, and what each producer sends. */
final class Orders {
    static final String QUEUE = "JOBS";
    static final String DEAD = "DEAD";
    static final int BATCH = 20;
    static final int ATTEMPTS = 5;
    private static final int PER_POISON = 50;

    private Orders() {}

    static Env open(String url) {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(BATCH)
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(ATTEMPTS - 1)
                .withMaxConcurrency(1)
                .withDeadLetterQueue(DEAD)
                .withVisibilityTimeout(Duration.ofSeconds(4));
        return Env.builder()
                .bind(Service.QUEUES, QUEUE, url)
                .bind(Service.QUEUES, DEAD, url)
                .consumer(QUEUE, settings)
                .open();
    }

    /** Every fiftieth is poison, which consumers always retry. */
    static List<String> of(int producer, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> (number % PER_POISON == 0 ? "poison " : "order ") + producer + "-" + number)
                .toList();
    }

    static boolean poison(String order) {
        return order.startsWith("poison");
    }
}
