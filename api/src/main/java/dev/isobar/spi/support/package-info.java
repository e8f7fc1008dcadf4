/**
 * What helps to write a driver: settings of URLs, listings over stores that can seek, formats of metadata,
 * statements and tokens of SQL. Nobody needs to use it.
 *
 * <p>Start at {@link dev.isobar.spi.support.SettingsReader}.
 */
@NullMarked
package dev.isobar.spi.support;

import org.jspecify.annotations.NullMarked;
