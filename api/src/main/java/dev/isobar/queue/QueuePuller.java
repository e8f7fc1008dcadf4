package dev.isobar.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The receiver's side of a queue for those who run their own loop: pull, then settle by lease.
 *
 * <p>The caller counts attempts and decides on retries and dead letters itself. Safe for use from many threads.
 *
 * @see <a href="https://developers.cloudflare.com/queues/configuration/pull-consumers/">Queues, pull consumers</a>
 * @since 0.1.0
 */
public interface QueuePuller {
    /**
     * Takes up to 5 messages for 30 seconds.
     *
     * @return the messages, perhaps none
     * @throws dev.isobar.error.ConflictException if the queue is paused (409, Q-PAUSE-01)
     */
    default List<PulledMessage> pull() {
        return pull(5, Duration.ofSeconds(30));
    }

    /**
     * Takes messages and hides them from others for a while. Returns at once (Q-PULL-01).
     *
     * @param batchSize the most messages, 1 to 100
     * @param visibilityTimeout how long they are hidden, up to 12 hours; then they are available again with one attempt
     *     more (Q-PULL-02)
     * @return the messages, perhaps none
     * @throws dev.isobar.error.InvalidRequestException if an argument is out of range
     * @throws dev.isobar.error.ConflictException if the queue is paused (409, Q-PAUSE-01)
     */
    List<PulledMessage> pull(int batchSize, Duration visibilityTimeout);

    /**
     * Settles messages; both parts may be empty (Q-PULL-04).
     *
     * @param acks the leases of messages that are done; also accepted after the lease has expired (Q-PULL-03)
     * @param retries the leases of messages to be delivered again, with the delay of each, 0 to 24 hours
     * @return what was settled, and a warning for each lease that was lost or that this queue never gave (Q-LEASE-01)
     * @throws dev.isobar.error.InvalidRequestException if a delay is out of range (10203)
     */
    QueueSettleResult settle(Collection<String> acks, Map<String, Duration> retries);
}
