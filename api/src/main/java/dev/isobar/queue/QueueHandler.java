package dev.isobar.queue;

/**
 * What an application does with the messages of a queue.
 *
 * <p>If it returns, every message without a decision of its own is acknowledged (Q-ACK-01). If it throws, every message
 * that was not acknowledged is retried, and after its last attempt goes to the dead letter queue or is deleted (Q-ACK-02,
 * Q-DLQ-02). Messages may come more than once (Q-CONS-01). Called from as many threads at once as the consumer's
 * concurrency allows.
 *
 * @param <T> what the bodies are read as
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueueHandler<T> {
    /**
     * Handles a batch.
     *
     * @param batch at least one message
     * @throws Exception for any reason; the messages are retried
     */
    void handle(MessageBatch<T> batch) throws Exception;

    /**
     * Learns of a failure that the consumer has dealt with: what {@link #handle} has thrown, a body that is no {@code T},
     * a backend that cannot be reached. Hands it to the uncaught exception handler of the thread, which prints it.
     *
     * @param failure what was thrown
     */
    default void onFailure(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
}
