/**
 * D1 for applications.
 *
 * <p>Start at {@link dev.isobar.d1.D1Database}.
 */
@NullMarked
package dev.isobar.d1;

import org.jspecify.annotations.NullMarked;
