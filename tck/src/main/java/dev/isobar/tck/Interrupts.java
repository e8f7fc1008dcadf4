package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.UnavailableException;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.function.Executable;

/** Calls on a thread that is interrupted, before a call or at some time around it, and what every call owes then. */
final class Interrupts {
    /** How often a call is interrupted, each time a little later. */
    static final int ROUNDS = 40;

    private static final long STEP_NANOS = 10_000;

    /** How an interrupted call has ended. */
    enum Outcome {
        DONE,
        NOT_SENT,
        UNKNOWN;

        /** Whether a change may be seen that was the effect of the call. */
        boolean mayShow() {
            return this != NOT_SENT;
        }

        /** Whether the state before the call may be seen. */
        boolean mayLack() {
            return this != DONE;
        }
    }

    private Interrupts() {}

    /** Asserts ENV-INT-01: the call is refused, and the flag stays set. */
    static void refuse(Executable call) {
        refuse("nothing was sent", call);
    }

    static void refuse(String done, Executable call) {
        runFlagged(() -> {
            String text = message(assertThrows(UnavailableException.class, call));
            assertTrue(text.endsWith(": the thread is interrupted; " + done), text);
        });
    }

    /** Runs something on a thread that is interrupted, and asserts that the flag stays set. */
    static void runFlagged(Runnable task) {
        Thread.currentThread().interrupt();
        try {
            task.run();
            assertTrue(Thread.currentThread().isInterrupted(), "the flag was cleared");
        } finally {
            Thread.interrupted();
        }
    }

    /** Makes a call that is interrupted before it, during it or after it, and asserts that the flag is set at its end. */
    static Outcome during(int round, Executable call) {
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            LockSupport.parkNanos(round * STEP_NANOS);
            caller.interrupt();
        });
        other.start();
        boolean flag = false;
        Outcome outcome;
        try {
            outcome = outcome(call);
        } finally {
            flag = joined(other);
        }
        assertTrue(flag, "the interrupt was lost");
        return outcome;
    }

    private static Outcome outcome(Executable call) {
        try {
            call.execute();
            return Outcome.DONE;
        } catch (UnavailableException interrupted) {
            String text = message(interrupted);
            assertTrue(text.contains("interrupted"), text);
            return text.endsWith("nothing was sent") ? Outcome.NOT_SENT : Outcome.UNKNOWN;
        } catch (Throwable other) {
            throw new AssertionError("an interrupted call failed otherwise", other);
        }
    }

    private static String message(Exception failed) {
        return Objects.requireNonNull(failed.getMessage());
    }

    /** Waits for a thread to end; returns whether this one was interrupted, and takes the flag away. */
    private static boolean joined(Thread other) {
        boolean flag = false;
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException interrupted) {
                flag = true;
            }
        }
        return Thread.interrupted() || flag;
    }
}
