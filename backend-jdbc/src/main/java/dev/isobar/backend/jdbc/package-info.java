/**
 * The JDBC backend: which database answers to which scheme. Each database has a package of its own below this one.
 *
 * <p>Start at {@link dev.isobar.backend.jdbc.JdbcBackendProvider}.
 */
@NullMarked
package dev.isobar.backend.jdbc;

import org.jspecify.annotations.NullMarked;
