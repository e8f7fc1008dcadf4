package dev.isobar.d1.migrations;

import dev.isobar.config.TextFile;
import dev.isobar.d1.D1Database;
import dev.isobar.error.CallSite;
import dev.isobar.error.D1Exception;
import dev.isobar.error.D1Reason;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Schema changes as numbered SQL files, in the layout of Cloudflare's {@code wrangler}: both tools can take turns on one
 * directory and one database.
 *
 * <p>A migration is named by its path below the directory, with {@code /} as separator. Names are ordered by their
 * leading number (D1-MIG-04), and the names of applied ones are kept in a table (D1-MIG-02). There are no checksums and no
 * way back; a file that changed after it was applied is not noticed.
 *
 * <p>Instances are immutable and safe for use from many threads. Several processes may apply at the same time: each file
 * takes effect once.
 *
 * @see <a href="https://developers.cloudflare.com/d1/reference/migrations/">D1 migrations</a>
 * @since 0.1.0
 */
public final class D1Migrations {
    private static final String DEFAULT_TABLE = "d1_migrations";
    private static final String DEFAULT_PATTERN = "*.sql";

    private final D1Database database;
    private final MigrationFiles files;
    private final String table;
    private final InstantSource clock;

    private D1Migrations(D1Database database, MigrationFiles files, String table, InstantSource clock) {
        this.database = database;
        this.files = files;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Names the migrations of a database: the files {@code *.sql} of a directory, recorded in {@code d1_migrations}.
     *
     * @param database where they are applied
     * @param directory wrangler's {@code migrations_dir}; it is read at each call
     * @return the migrations
     */
    public static D1Migrations of(D1Database database, Path directory) {
        return new D1Migrations(
                database, new MigrationFiles(directory, DEFAULT_PATTERN), DEFAULT_TABLE, InstantSource.system());
    }

    /**
     * Keeps the names of applied migrations in another table.
     *
     * @param name wrangler's {@code migrations_table}; quoted where it is used
     * @return a changed copy
     */
    public D1Migrations withTable(String name) {
        return new D1Migrations(database, files, name, clock);
    }

    /**
     * Takes other files of the directory (D1-MIG-01).
     *
     * @param glob a pattern below the directory, such as <code>*&#47;migration.sql</code>; wrangler's {@code
     *     migrations_pattern} without the directory in front
     * @return a changed copy
     */
    public D1Migrations withPattern(String glob) {
        return new D1Migrations(database, new MigrationFiles(files.directory(), glob), table, clock);
    }

    /**
     * Takes the time of new files from a clock.
     *
     * @param source the time
     * @return a changed copy
     */
    public D1Migrations withClock(InstantSource source) {
        return new D1Migrations(database, files, table, source);
    }

    /**
     * Lists what {@link #apply()} would apply, in order. Creates the table if it does not exist (D1-MIG-02).
     *
     * @return the names; empty if there is nothing to do
     * @throws InvalidRequestException if there is no such directory (D1-MIG-08)
     * @throws UncheckedIOException if it cannot be read
     */
    public List<String> unapplied() {
        List<String> names = new ArrayList<>(files.names());
        names.removeAll(applied());
        return names;
    }

    /**
     * Applies what was not applied, in order. Each file takes effect together with its record or not at all; the first
     * that fails ends the call, and earlier ones stay (D1-MIG-06).
     *
     * @return the names of those that were applied; empty if there was nothing to do
     * @throws D1Exception if a migration fails; the message names it
     * @throws InvalidRequestException if there is no such directory, or a file holds several transactions or
     *     a NUL character (D1-MIG-08)
     * @throws UncheckedIOException if a file cannot be read
     */
    public List<String> apply() {
        List<String> done = new ArrayList<>();
        for (String name : unapplied()) {
            if (apply(name)) {
                done.add(name);
            }
        }
        return done;
    }

    /**
     * Creates an empty migration with the next number (D1-MIG-03).
     *
     * @param message what it does; blanks become underscores
     * @return the new file
     * @throws InvalidRequestException if the message holds a path separator
     * @throws UncheckedIOException if the file cannot be written
     */
    public Path create(String message) {
        if (message.indexOf('/') >= 0 || message.indexOf('\\') >= 0) {
            throw refused("create", "a migration's message holds no path separator");
        }
        try {
            return files.create(message, clock.instant());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns false if another process was faster. */
    private boolean apply(String name) {
        String record = "INSERT INTO " + quoted() + " (name) values ('" + name.replace("'", "''") + "');";
        D1Script script = script(name);
        Stream<String> statements = Stream.concat(script.statements().stream(), Stream.of(record));
        try {
            database.batch(statements.map(database::prepare).toList());
            return true;
        } catch (D1Exception failed) {
            if (applied().contains(name)) {
                return false;
            }
            throw new D1Exception(
                    new CallSite(Service.D1, failed.binding(), "migrations.apply"),
                    String.valueOf(failed.code()),
                    "migration " + name + " failed: "
                            + String.valueOf(failed.getMessage()).replaceFirst("^D1_ERROR: ", ""),
                    failed.reason(),
                    failed);
        }
    }

    private D1Script script(String name) {
        String text = read(name);
        D1Script script = D1Script.of(text);
        if (text.indexOf('\0') >= 0) {
            throw refused("apply", "migration " + name + " holds a NUL character, at which SQL ends; remove it");
        }
        if (script.transactions() > 1) {
            throw refused(
                    "apply", "migration " + name + " holds several transactions; each file runs in one of its own");
        }
        if (!script.complete()) {
            throw new D1Exception(
                    new CallSite(Service.D1, null, "migrations.apply"),
                    "D1_ERROR",
                    "migration " + name + " failed: its last statement is not complete; end a statement with ';' and a"
                            + " trigger with '; END;'",
                    D1Reason.NONE,
                    null);
        }
        return script;
    }

    private String read(String name) {
        try {
            return TextFile.read(files.directory().resolve(name));
        } catch (CharacterCodingException notText) {
            throw new UncheckedIOException("migration " + name + " is not UTF-8; save the file as UTF-8", notText);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Set<String> applied() {
        String create = "CREATE TABLE IF NOT EXISTS " + quoted()
                + " (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,"
                + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)";
        String list = "SELECT name FROM " + quoted();
        Set<String> names = new HashSet<>();
        database.batch(List.of(database.prepare(create), database.prepare(list)))
                .get(1)
                .results()
                .forEach(row -> names.add(String.valueOf(row.getString("name"))));
        return names;
    }

    private String quoted() {
        return '"' + table.replace("\"", "\"\"") + '"';
    }

    static InvalidRequestException refused(String operation, String message) {
        return new InvalidRequestException(
                new CallSite(Service.D1, null, "migrations." + operation), null, message, null);
    }
}
