package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Several threads that start at the same time. */
final class Together {
    private static final long LONGEST_SECONDS = 60;

    private Together() {}

    /** What one thread does; it is told its number, from 0. */
    interface Part {
        void play(int thread) throws Exception;
    }

    /** Runs a part on several threads; fails as the first of them fails. */
    static void run(int threads, Part part) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.add(executor.submit(() -> {
                    start.await();
                    part.play(thread);
                    return null;
                }));
            }
            for (Future<?> each : parts) {
                each.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException failed) {
            fail(failed.getCause());
        } catch (TimeoutException stuck) {
            fail("a thread is stuck after " + LONGEST_SECONDS + " s", stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(interrupted);
        } finally {
            executor.shutdownNow();
        }
    }
}
