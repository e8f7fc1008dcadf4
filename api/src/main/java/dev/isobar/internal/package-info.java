/**
 * What the portable classes of all bindings share: calls of drivers, refusals, cursors, JSON and UTF-8. Not exported.
 *
 * <p>Start at {@link dev.isobar.internal.DriverCalls}.
 */
@NullMarked
package dev.isobar.internal;

import org.jspecify.annotations.NullMarked;
