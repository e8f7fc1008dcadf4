/**
 * R2 for applications.
 *
 * <p>Start at {@link dev.isobar.r2.R2Bucket}.
 */
@NullMarked
package dev.isobar.r2;

import org.jspecify.annotations.NullMarked;
