/**
 * D1 on SQLite. A file holds exactly the tables that the application creates; nothing is added to it.
 *
 * <p>Start at {@link dev.isobar.backend.jdbc.sqlite.SqliteBackend}.
 */
@NullMarked
package dev.isobar.backend.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
