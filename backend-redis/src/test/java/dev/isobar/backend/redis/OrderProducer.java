package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import java.util.List;
import java.util.Random;

/** A process that sends its orders, one by one and in batches. */
final class OrderProducer {
    private static final int LARGEST_BATCH = 40;

    private OrderProducer() {}

    public static void main(String[] arguments) {
        int producer = Integer.parseInt(arguments[1]);
        List<String> orders = Orders.of(producer, Integer.parseInt(arguments[2]));
        Random random = new Random(Long.parseLong(arguments[3]) + producer);
        try (Env env = Orders.open(arguments[0])) {
            Queue queue = env.queue(Orders.QUEUE);
            int sent = 0;
            while (sent < orders.size()) {
                int size = Math.min(1 + random.nextInt(LARGEST_BATCH), orders.size() - sent);
                if (size == 1) {
                    queue.send(orders.get(sent));
                } else {
                    queue.sendBatch(orders.subList(sent, sent + size).stream()
                            .map(MessageSendRequest::of)
                            .toList());
                }
                sent += size;
            }
        }
    }
}
