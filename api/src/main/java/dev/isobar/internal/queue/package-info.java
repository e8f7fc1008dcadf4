/**
 * The queue bindings and their consumers over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.queue.PortableQueue}.
 */
@NullMarked
package dev.isobar.internal.queue;

import org.jspecify.annotations.NullMarked;
