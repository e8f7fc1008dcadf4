package dev.isobar.queue;

import java.util.List;

/**
 * What an operator does to a queue. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public interface QueueControl {
    /**
     * Stops delivery, to consumers and pullers; messages are still accepted (Q-PAUSE-01).
     *
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot pause
     */
    void pause();

    /**
     * Starts delivery again.
     *
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot pause
     */
    void resume();

    /**
     * Deletes all messages, delayed ones included; messages in flight may still be processed, and messages sent
     * meanwhile may survive (Q-PURGE-01).
     *
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot purge
     */
    void purge();

    /**
     * Looks at messages that wait, without taking them.
     *
     * @param most the most messages, 1 to 100
     * @return the messages, perhaps none
     * @throws dev.isobar.error.InvalidRequestException if the number is out of range
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot peek
     */
    List<PeekedMessage> peek(int most);
}
