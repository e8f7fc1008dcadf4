package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program whose one handler does not end, and that has something to do after its wait. It does not close. */
final class EndlessProgram {
    private EndlessProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .closeWithin(Duration.ofSeconds(2))
                .open();
        env.consume("jobs", String.class, batch -> {
            System.out.println("handling");
            waitForTheEnd(env);
            System.out.println("closed");
            new CountDownLatch(1).await();
        });
        env.queue("JOBS").send("order");
        System.out.println("drained " + env.awaitShutdown(Duration.ofSeconds(1)));
        TimeUnit.SECONDS.sleep(1);
        System.out.println("done");
    }

    private static void waitForTheEnd(Env env) throws InterruptedException {
        while (true) {
            try {
                env.queue("JOBS").metrics();
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (EnvClosedException closed) {
                return;
            }
        }
    }
}
