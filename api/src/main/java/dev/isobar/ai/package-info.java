/**
 * Workers AI for applications.
 *
 * <p>Start at {@link dev.isobar.ai.Ai}.
 */
@NullMarked
package dev.isobar.ai;

import org.jspecify.annotations.NullMarked;
