/**
 * The R2 binding over any driver. Not exported; only the environment uses it.
 *
 * <p>Start at {@link dev.isobar.internal.r2.PortableR2Bucket}.
 */
@NullMarked
package dev.isobar.internal.r2;

import org.jspecify.annotations.NullMarked;
