/**
 * The AI binding over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.ai.PortableAi}.
 */
@NullMarked
package dev.isobar.internal.ai;

import org.jspecify.annotations.NullMarked;
