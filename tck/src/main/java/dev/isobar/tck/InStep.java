package dev.isobar.tck;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Two calls that are made at the same time, again and again. One of them begins a little later, each time by another
 * part of the time that the other one takes, so that each meets every step of the other. Threads wait by spinning: the
 * time in which a lock or a barrier wakes a thread is longer than a call to a store in memory.
 */
final class InStep {
    private static final int ROUNDS = 20_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How much later than one thread the other one may see that both have come. */
    private static final long SKEW_NANOS = 2_000;

    /** Multiples of it, without their whole part, fill the range from 0 to 1 evenly. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private static final int SPINS = 1_000;

    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLongArray took = new AtomicLongArray(2);
    private final AtomicBoolean over = new AtomicBoolean();

    private InStep() {}

    /** Something that is done once in each round; it is told the number of the round, from 0. */
    interface Call {
        void make(int round) throws Exception;
    }

    /** Plays rounds for a second at most: prepares, makes both calls, and judges what they have left. */
    static void run(Call prepare, Call one, Call other, Call judge) {
        InStep step = new InStep();
        long end = System.nanoTime() + LONGEST_NANOS;
        Together.run(2, thread -> {
            for (int round = 0; ; round++) {
                if (thread == 0) {
                    step.over.set(round == ROUNDS || System.nanoTime() - end > 0);
                    prepare.make(round);
                }
                step.meet();
                if (step.over.get()) {
                    return;
                }
                step.make(thread == 0 ? one : other, thread, round);
                step.meet();
                if (thread == 0) {
                    judge.make(round);
                }
            }
        });
    }

    private void make(Call call, int thread, int round) throws Exception {
        double part = round * GOLDEN_RATIO % 1;
        long wait = round % 2 == thread ? (long) ((2 * took.get(1 - thread) + SKEW_NANOS) * part) : 0;
        long begin = System.nanoTime();
        long now = begin;
        while (now - begin < wait) {
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        call.make(round);
        long time = System.nanoTime() - now;
        // The shortest of the last times: a thread that was stopped on its way says nothing about the call.
        took.updateAndGet(thread, before -> before == 0 ? time : Math.min(time, before + before / 16 + 1));
    }

    private void meet() throws InterruptedException {
        long both = (arrived.getAndIncrement() / 2 + 1) * 2;
        for (int spins = 0; arrived.get() < both; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else if (Thread.interrupted()) {
                throw new InterruptedException("the other thread has failed");
            } else {
                LockSupport.parkNanos(1);
            }
        }
    }
}
