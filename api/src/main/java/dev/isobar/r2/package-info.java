/**
 * R2 for applications: objects of any size under string keys, with HTTP headers and custom metadata kept with the bytes.
 *
 * <p>Start at {@link dev.isobar.r2.R2Bucket}.
 */
@NullMarked
package dev.isobar.r2;

import org.jspecify.annotations.NullMarked;
