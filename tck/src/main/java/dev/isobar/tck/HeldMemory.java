package dev.isobar.tck;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap is in use once everything that is not reachable has been collected. */
final class HeldMemory {
    private static final int TRIES = 20;
    private static final long STEP_NANOS = 10_000_000;

    private HeldMemory() {}

    /** Collects and measures; the rule is skipped where the virtual machine does not collect when asked. */
    static long bytes() {
        long least = used();
        for (int i = 0; i < 2; i++) {
            collect();
            least = Math.min(least, used());
        }
        return least;
    }

    private static void collect() {
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[1_000]);
        for (int i = 0; i < TRIES; i++) {
            System.gc();
            if (garbage.get() == null) {
                return;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        throw Trial.LackException.ofCollector();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
