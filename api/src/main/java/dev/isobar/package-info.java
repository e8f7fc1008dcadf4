/**
 * The entry: an environment opens bindings by name, as {@code env} does it in a Worker.
 *
 * <p>Start at {@link dev.isobar.Env}.
 */
@NullMarked
package dev.isobar;

import org.jspecify.annotations.NullMarked;
