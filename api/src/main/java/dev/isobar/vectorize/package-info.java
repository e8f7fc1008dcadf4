/**
 * Vectorize for applications.
 *
 * <p>Start at {@link dev.isobar.vectorize.VectorizeIndex}.
 */
@NullMarked
package dev.isobar.vectorize;

import org.jspecify.annotations.NullMarked;
