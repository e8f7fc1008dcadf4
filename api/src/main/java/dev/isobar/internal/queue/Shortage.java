package dev.isobar.internal.queue;

/**
 * Tells a process in distress from a message at fault: without memory every message fails, and its retries would be spent
 * within moments. Such a failure is not reported; the lease runs out and the message comes again.
 */
final class Shortage {
    private static final int MOST_CAUSES = 20;

    private Shortage() {}

    static boolean caused(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            // A body or a handler may recurse without end all by itself.
            if (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
