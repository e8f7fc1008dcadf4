package dev.isobar.queue;

/**
 * A consumer for tests: it works on the caller's thread and only when told to. With a controlled clock in the
 * environment, delays, batch timeouts and retries are tested without waiting.
 *
 * @since 0.1.0
 */
public interface SteppedQueueConsumer extends QueueConsumer {
    /**
     * Hands over every batch that is due now, until none is. A retry without a delay becomes due again after the batch
     * timeout.
     *
     * @return how many batches were handed over
     */
    int runDue();
}
