package dev.isobar.selftest.chaos;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Faults of random kinds at random moments, until it is told to stop. */
final class Mischief implements Interceptor {
    private static final double RARELY = 0.015;

    private final Random random;
    private volatile boolean over;

    Mischief(long seed) {
        this.random = new Random(seed);
    }

    /** Lets everything succeed from now on. */
    void stop() {
        over = true;
    }

    boolean happens(double probability) {
        return !over && random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Fails, or takes its time, now and then. */
    void strike() {
        if (happens(RARELY)) {
            pause(200);
        }
        if (happens(RARELY)) {
            throw fault();
        }
    }

    /** Waits for some milliseconds, also where an interrupt is pending. */
    void pause(int atMost) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(below(atMost) + 1L);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
            Thread.onSpinWait();
        }
    }

    /** Throws one of what drivers, interceptors and applications are known to throw. */
    RuntimeException fault() {
        switch (below(8)) {
            case 0 -> throw new NoClassDefFoundError("chaos");
            case 1 -> throw new AssertionError("chaos");
            case 2 -> throw new StackOverflowError("chaos");
            case 3 -> throw new OutOfMemoryError("chaos");
            case 4 -> throw new ExceptionInInitializerError("chaos");
            default -> throw new IllegalStateException("chaos");
        }
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        strike();
        Object answer = call.get();
        strike();
        return answer;
    }
}
