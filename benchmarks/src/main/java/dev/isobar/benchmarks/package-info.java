/**
 * Backends beside the clients that they are made of, in one run and on one server.
 *
 * <p>Start at {@link dev.isobar.benchmarks.Benchmarks}.
 */
@NullMarked
package dev.isobar.benchmarks;

import org.jspecify.annotations.NullMarked;
