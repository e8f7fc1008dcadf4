/**
 * The configuration files, checked and put together. Not exported.
 *
 * <p>Start at {@link dev.isobar.config.Configuration}.
 */
@NullMarked
package dev.isobar.config;

import org.jspecify.annotations.NullMarked;
