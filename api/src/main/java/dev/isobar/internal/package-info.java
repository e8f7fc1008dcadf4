/**
 * One portable class a binding: limits, encoding, error texts, once for all backends. Not exported.
 *
 * <p>Start at {@link dev.isobar.internal.PortableKVNamespace}.
 */
@NullMarked
package dev.isobar.internal;

import org.jspecify.annotations.NullMarked;
