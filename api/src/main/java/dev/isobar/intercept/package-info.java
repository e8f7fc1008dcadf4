/**
 * Interceptors that many applications want: retries, observation, faults for tests. Each is added by {@code
 * EnvBuilder.intercept}; the first that is added is the outermost.
 *
 * <p>Start at {@link dev.isobar.intercept.Retry}.
 */
@NullMarked
package dev.isobar.intercept;

import org.jspecify.annotations.NullMarked;
