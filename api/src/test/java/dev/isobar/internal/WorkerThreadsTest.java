package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads for handlers and background work. */
class WorkerThreadsTest {
    @Test
    void areNamedAndDoNotKeepTheProcessAlive() throws InterruptedException {
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        Thread thread = WorkerThreads.of(
                "isobar-test", () -> names.add(Thread.currentThread().getName()));

        assertTrue(thread.isDaemon());
        assertEquals(Thread.State.NEW, thread.getState());
        thread.start();
        thread.join();
        assertEquals(List.of("isobar-test"), names);
    }

    @Test
    void areVirtualWhereTheRuntimeHasThem() {
        boolean known = Runtime.version().feature() >= 21;

        assertEquals(known, WorkerThreads.of("isobar-test", () -> {}).getClass() != Thread.class);
    }
}
