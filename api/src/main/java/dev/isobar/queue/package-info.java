/**
 * Queues for applications: messages go in by a producer and come out in batches at a consumer, at least once each.
 *
 * <p>Start at {@link dev.isobar.queue.Queue} to send, at {@link dev.isobar.queue.QueueHandler} to consume.
 */
@NullMarked
package dev.isobar.queue;

import org.jspecify.annotations.NullMarked;
