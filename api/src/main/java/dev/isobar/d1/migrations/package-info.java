/**
 * Schema changes of a D1 database from SQL files. The only part of D1 that reads and writes files.
 *
 * <p>Start at {@link dev.isobar.d1.migrations.D1Migrations}.
 */
@NullMarked
package dev.isobar.d1.migrations;

import org.jspecify.annotations.NullMarked;
