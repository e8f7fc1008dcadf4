/**
 * SQL text as SQLite reads it: statements and tokens.
 *
 * <p>Start at {@link dev.isobar.backend.jdbc.sqlite.sql.SqlStatement}.
 */
@NullMarked
package dev.isobar.backend.jdbc.sqlite.sql;

import org.jspecify.annotations.NullMarked;
