package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.tck.QueueDelivery.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies that the standard handler obeys, and what became of them. */
final class QueueScripts {
    private QueueScripts() {}

    /** Batches of up to 10 after a second, two retries. */
    static QueueConsumerSettings quick() {
        return QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(10)
                .withMaxBatchTimeout(Duration.ofSeconds(1))
                .withMaxRetries(2);
    }

    /** Opens the queue "main" with a consumer. */
    static Queue main(QueueSubject subject, QueueConsumerSettings settings) {
        subject.open(QueueSetup.of("main", settings));
        return subject.queue("main");
    }

    /** Opens the queue "main" without a consumer and sends messages; returns its puller. */
    static QueuePuller unconsumed(QueueSubject subject, Object... bodies) {
        subject.open(QueueSetup.of("main", quick()).withoutConsumer());
        if (bodies.length > 0) {
            subject.queue("main").sendBatch(requests(bodies));
        }
        return subject.puller("main");
    }

    /** The message that a pull must have found. */
    static PulledMessage only(List<PulledMessage> pulled) {
        assertEquals(1, pulled.size(), "messages that are ready");
        return pulled.get(0);
    }

    static QueueSendOptions later(int seconds) {
        return QueueSendOptions.NONE.withDelay(Duration.ofSeconds(seconds));
    }

    /** A body by which the handler acts, at the first attempt, the second, and so on. */
    static Map<String, Object> script(int n, String... acts) {
        return Map.of("n", n, "act", List.of(acts));
    }

    static List<MessageSendRequest> requests(Object... bodies) {
        return Arrays.stream(bodies).map(MessageSendRequest::of).toList();
    }

    static List<Seen> seen(List<QueueDelivery> deliveries) {
        return deliveries.stream()
                .flatMap(delivery -> delivery.messages().stream())
                .toList();
    }

    static List<@Nullable Object> bodies(List<QueueDelivery> deliveries) {
        List<@Nullable Object> bodies = new ArrayList<>();
        seen(deliveries).forEach(message -> bodies.add(message.body()));
        return bodies;
    }

    /** The numbers of the scripts that came, in ascending order: no order is promised. */
    static List<Integer> numbers(List<QueueDelivery> deliveries) {
        return seen(deliveries).stream().map(QueueScripts::number).sorted().toList();
    }

    static int number(Seen message) {
        return message.body() instanceof Map<?, ?> script && script.get("n") instanceof Number number
                ? number.intValue()
                : -1;
    }

    static List<Integer> attempts(List<QueueDelivery> deliveries) {
        return seen(deliveries).stream().map(Seen::attempts).toList();
    }

    static List<QueueDelivery> deliveredTo(String queue, List<QueueDelivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> delivery.queue().equals(queue))
                .toList();
    }

    static List<Integer> sizes(List<QueueDelivery> deliveries) {
        return deliveries.stream().map(delivery -> delivery.messages().size()).toList();
    }
}
