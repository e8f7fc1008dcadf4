/**
 * The position of an error in a statement, which SQLite knows and the JDBC driver does not pass on.
 *
 * <p>Start at {@link dev.isobar.backend.jdbc.sqlite.offset.ErrorOffset}.
 */
@NullMarked
package dev.isobar.backend.jdbc.sqlite.offset;

import org.jspecify.annotations.NullMarked;
