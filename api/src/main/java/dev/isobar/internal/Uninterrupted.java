package dev.isobar.internal;

import org.jspecify.annotations.Nullable;

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

    /**
     * What is to be done and returns something.
     *
     * @param <T> what it returns
     * @param <E> what it throws
     */
    @FunctionalInterface
    public interface Answer<T extends @Nullable Object, E extends Exception> {
        T get() throws E;
    }

    public static <E extends Exception> void run(CleanUp<E> cleanUp) throws E {
        Uninterrupted.<@Nullable Object, E>get(() -> {
            cleanUp.run();
            return null;
        });
    }

    public static <T extends @Nullable Object, E extends Exception> T get(Answer<T, E> answer) throws E {
        boolean interrupted = Thread.interrupted();
        try {
            return answer.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
