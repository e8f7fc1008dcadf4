/**
 * The Vectorize binding over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.vectorize.PortableVectorizeIndex}.
 */
@NullMarked
package dev.isobar.internal.vectorize;

import org.jspecify.annotations.NullMarked;
