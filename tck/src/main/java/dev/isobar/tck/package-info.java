/**
 * The test kit for backend authors: one class a binding, to be extended in ten lines.
 *
 * <p>Start at {@link dev.isobar.tck.KVNamespaceTck}.
 */
@NullMarked
package dev.isobar.tck;

import org.jspecify.annotations.NullMarked;
