package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program whose one handler does not end, and that has something to do after its wait. It does not close. */
final class EndlessProgram {
    private EndlessProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Env env = Env.builder()
                .bind(Service.QUEUES, "JOBS", "jobs", "memory:")
                .consumer("jobs", QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO))
                .closeWithin(Duration.ofMinutes(5))
                .open();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> System.out.println(isClosedSoon(env) ? "closed" : "open")));
        env.consume("jobs", String.class, batch -> {
            System.out.println("handling");
            new CountDownLatch(1).await();
        });
        env.queue("JOBS").send("order");
        System.out.println("drained " + env.awaitShutdown(Duration.ofSeconds(1)));
        TimeUnit.MILLISECONDS.sleep(500);
        System.out.println("done");
    }

    private static boolean isClosedSoon(Env env) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20)) {
            try {
                env.queue("JOBS").metrics();
                LockSupport.parkNanos(10_000_000);
            } catch (EnvClosedException closed) {
                return true;
            }
        }
        return false;
    }
}
