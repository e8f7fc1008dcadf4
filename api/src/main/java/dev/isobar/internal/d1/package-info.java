/**
 * The D1 binding over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.d1.PortableD1Database}.
 */
@NullMarked
package dev.isobar.internal.d1;

import org.jspecify.annotations.NullMarked;
