package dev.isobar.internal;

/** Runs what must be done although the thread is interrupted: the flag is taken away and given back (ENV-INT-04). */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * What is to be done and returns nothing.
     *
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface CleanUp<E extends Exception> {
        void run() throws E;
    }

    public static <E extends Exception> void run(CleanUp<E> cleanUp) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            cleanUp.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
