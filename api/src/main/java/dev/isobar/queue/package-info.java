/**
 * Queues for applications.
 *
 * <p>Start at {@link dev.isobar.queue.Queue}.
 */
@NullMarked
package dev.isobar.queue;

import org.jspecify.annotations.NullMarked;
