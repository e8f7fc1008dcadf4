package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that only consumes; its one handler is still at work when the process is asked to end. */
final class ConsumingProgram {
    private ConsumingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .open()) {
            env.consume("jobs", String.class, batch -> {
                System.out.println("handling");
                TimeUnit.SECONDS.sleep(1);
                System.out.println("handled");
            });
            env.queue("JOBS").send("order");
            System.out.println("drained " + env.awaitShutdown(Duration.ofSeconds(20)));
            env.queue("JOBS").send("the bindings are open");
        }
        System.out.println("closed");
    }
}
