/**
 * The memory backend: sorted maps and plain objects, no I/O. Nothing outlives the process.
 *
 * <p>Start at {@link dev.isobar.backend.memory.MemoryBackendProvider}.
 */
@NullMarked
package dev.isobar.backend.memory;

import org.jspecify.annotations.NullMarked;
