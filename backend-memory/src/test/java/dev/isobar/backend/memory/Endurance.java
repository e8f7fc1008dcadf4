package dev.isobar.backend.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs many threads at once for {@code isobar.endurance.seconds}, 20 by default. */
final class Endurance {
    static final int THREADS = 16;
    static final Duration TIME = Duration.ofSeconds(Integer.getInteger("isobar.endurance.seconds", 20));

    private Endurance() {}

    /** Runs each worker on a thread of its own and adds up the calls that they return. */
    static long callsOf(List<? extends Callable<Long>> workers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            List<Future<Long>> running = new ArrayList<>();
            workers.forEach(worker -> running.add(threads.submit(worker)));
            long calls = 0;
            for (Future<Long> each : running) {
                calls += each.get(TIME.toSeconds() + 60, TimeUnit.SECONDS);
            }
            return calls;
        } finally {
            threads.shutdownNow();
        }
    }
}
