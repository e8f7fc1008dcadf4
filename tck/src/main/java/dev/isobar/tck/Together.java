package dev.isobar.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;

/** Several threads that start at the same time. */
final class Together {
    private static final long LONGEST_SECONDS = 60;
    private static final long END_SECONDS = 10;

    private Together() {}

    /** What one thread does; it is told its number, from 0. */
    interface Part {
        void play(int thread) throws Exception;
    }

    /** Runs a part on several threads. Fails as soon as one of them fails, and names what that thread has seen. */
    static void run(int threads, Part part) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> running = new ArrayList<>();
        try {
            CompletionService<Void> parts = new ExecutorCompletionService<>(executor);
            for (int i = 0; i < threads; i++) {
                int thread = i;
                parts.submit(() -> {
                    synchronized (running) {
                        running.add(Thread.currentThread());
                    }
                    start.await();
                    play(part, thread, threads);
                    synchronized (running) {
                        running.remove(Thread.currentThread());
                    }
                    return null;
                });
            }
            awaitAll(parts, threads, running);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("interrupted while " + threads + " threads ran", interrupted);
        } finally {
            end(executor);
        }
    }

    private static void play(Part part, int thread, int threads) {
        String name = "thread " + (thread + 1) + " of " + threads;
        try {
            part.play(thread);
        } catch (Trial.LackException lack) {
            throw lack;
        } catch (AssertionFailedError wrong) {
            throw new AssertionFailedError(
                    name + ": " + wrong.getMessage(), wrong.getExpected(), wrong.getActual(), wrong);
        } catch (AssertionError wrong) {
            throw new AssertionFailedError(name + ": " + wrong.getMessage(), wrong);
        } catch (Throwable failed) {
            throw new AssertionFailedError(name + " stopped with " + failed, failed);
        }
    }

    private static void awaitAll(CompletionService<Void> parts, int threads, List<Thread> running)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        for (int i = 0; i < threads; i++) {
            Future<Void> next = parts.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw stuck(threads - i, threads, running);
            }
            try {
                next.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof AssertionFailedError seen) {
                    throw seen;
                }
                if (failed.getCause() instanceof Trial.LackException lack) {
                    throw lack;
                }
                throw new AssertionFailedError("a thread stopped with " + failed.getCause(), failed.getCause());
            }
        }
    }

    private static AssertionFailedError stuck(int left, int threads, List<Thread> running) {
        AssertionFailedError stuck = new AssertionFailedError(
                left + " of " + threads + " threads have not ended within " + LONGEST_SECONDS + " s");
        synchronized (running) {
            for (Thread each : running) {
                Throwable place = new Throwable("where " + each.getName() + " is");
                place.setStackTrace(each.getStackTrace());
                stuck.addSuppressed(place);
            }
        }
        return stuck;
    }

    /** Lets no thread outlive the rule: its subject is closed next. */
    private static void end(ExecutorService executor) {
        executor.shutdownNow();
        try {
            boolean unused = executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
