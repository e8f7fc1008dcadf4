package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.Env;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * A process that consumes orders until its input ends. What it is given it writes to a file before it settles, a line
 * each; once a second file exists it keeps its next batch, writes that to a third, and waits to be killed.
 */
final class OrderConsumer {
    private final Path deliveries;
    private final Path hold;
    private final Path held;

    private OrderConsumer(Path deliveries, Path hold, Path held) {
        this.deliveries = deliveries;
        this.hold = hold;
        this.held = held;
    }

    public static void main(String[] arguments) throws IOException {
        OrderConsumer consumer = new OrderConsumer(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
        Files.createFile(consumer.deliveries);
        try (Env env = Orders.open(arguments[0]);
                QueueConsumer running = env.consume(Orders.QUEUE, String.class, consumer::handle)) {
            while (System.in.read() >= 0) {
                running.queue();
            }
        }
    }

    private void handle(MessageBatch<String> batch) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (Message<String> message : batch.messages()) {
            String order = Objects.requireNonNull(message.body());
            lines.append(new Delivery(message.id(), message.attempts(), order)).append('\n');
            if (Orders.poison(order)) {
                message.retry();
            }
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        Files.write(deliveries, bytes, StandardOpenOption.APPEND);
        if (Files.exists(hold)) {
            Path written = Files.write(held.resolveSibling("writing"), bytes);
            Files.move(written, held);
            new CountDownLatch(1).await();
        }
    }

    /** A line: what was delivered, and how often before. */
    record Delivery(String id, int attempts, String order) {
        static Delivery parse(String line) {
            String[] members = line.split(" ", 3);
            return new Delivery(members[0], Integer.parseInt(members[1]), members[2]);
        }

        @Override
        public String toString() {
            return id + " " + attempts + " " + order;
        }
    }
}
