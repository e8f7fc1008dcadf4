/**
 * What a backend author implements. Applications have no reason to import this package.
 *
 * <p>Start at {@link dev.isobar.spi.BackendProvider}.
 */
@NullMarked
package dev.isobar.spi;

import org.jspecify.annotations.NullMarked;
