/**
 * What can go wrong, for every binding: one root and a subtype where a caller acts differently.
 *
 * <p>Start at {@link dev.isobar.error.IsobarException}.
 */
@NullMarked
package dev.isobar.error;

import org.jspecify.annotations.NullMarked;
