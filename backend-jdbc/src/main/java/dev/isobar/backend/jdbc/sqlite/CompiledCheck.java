package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Refuses what D1's authorizer refuses, by what SQLite compiled: no quoting, alias, view or trigger can hide from it. */
final class CompiledCheck {
    private static final Set<String> CALLS =
            Set.of("Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggFinal", "AggValue");
    /** Statements that call helpers of SQLite's own, which nobody can name. */
    private static final Set<String> HELPED = Set.of("alter", "analyze");

    private static final Set<String> CURSORS = Set.of("OpenRead", "OpenWrite", "ReopenIdx");

    private final SqliteDatabase database;
    private final SchemaNames names;

    CompiledCheck(SqliteDatabase database, SchemaNames names) {
        this.database = database;
        this.names = names;
    }

    /** Judges a statement that has been compiled and not yet run. */
    void check(SqlStatement statement) throws SQLException {
        String verb = statement.verb();
        if (D1Sql.TRANSACTION_VERBS.contains(verb)) {
            throw SqliteFailures.transaction();
        }
        if (verb.equals("attach")
                || verb.equals("detach")
                || (verb.equals("create") && !creatable(statement))
                || (verb.equals("alter") && isReserved(altered(statement)))) {
            throw SqliteFailures.notAuthorized();
        }
        if (verb.equals("pragma")) {
            return;
        }
        Set<String> suspects = names.suspects(statement);
        if (!suspects.isEmpty()) {
            Program program = program(statement);
            for (String suspect : suspects) {
                check(suspect, program);
            }
        }
    }

    private static boolean creatable(SqlStatement statement) {
        int at = statement.head() + 1;
        SqlToken what = statement.token(at);
        if (what == null || !what.is("VIRTUAL")) {
            return what == null || !(what.is("TEMP") || what.is("TEMPORARY"));
        }
        SqlToken using = what;
        while (using != null && !using.is("USING")) {
            using = statement.token(++at);
        }
        SqlToken module = statement.token(at + 1);
        String name = module == null ? null : module.lowerName();
        // A module may be told to read another table.
        return name != null
                && D1Sql.MODULES.contains(name)
                && statement.tokens().stream().skip(at).noneMatch(CompiledCheck::isReserved);
    }

    /** The name of the table of an ALTER TABLE that has been compiled, which opens no cursor on most tables. */
    private static @Nullable SqlToken altered(SqlStatement statement) {
        int at = statement.head() + 2;
        SqlToken dot = statement.token(at + 1);
        return statement.token(dot != null && dot.isOperator('.') ? at + 2 : at);
    }

    private static boolean isReserved(@Nullable SqlToken token) {
        String name = token == null ? null : token.lowerName();
        return name != null && name.startsWith(D1Sql.RESERVED);
    }

    /** The tables that a compiled statement opens: by root page, and virtual ones by the address of their object. */
    private record Program(Set<Long> rootPages, Set<String> virtualTables) {}

    private Program program(SqlStatement statement) throws SQLException {
        Program program = new Program(new HashSet<>(), new HashSet<>());
        String bare = statement
                .sql()
                .substring(statement.tokens().get(statement.head()).start());
        boolean alters = statement.verb().equals("alter");
        try (PreparedStatement explain = database.prepare("EXPLAIN " + bare);
                ResultSet operations = explain.executeQuery()) {
            while (operations.next()) {
                String code = operations.getString(2);
                String p4 = operations.getString(6);
                // ALTER rewrites the schema of temporary tables too; there are none.
                boolean temporary = code.equals("Transaction") && operations.getInt(3) == 1;
                if (temporary && !alters && operations.getInt(4) != 0) {
                    throw SqliteFailures.notAuthorized();
                } else if (code.equals("VOpen") || code.equals("VUpdate")) {
                    program.virtualTables.add(p4);
                } else if (CURSORS.contains(code) && operations.getInt(5) == 0) {
                    program.rootPages.add(operations.getLong(4));
                } else if (code.equals("Clear") || code.equals("Destroy")) {
                    program.rootPages.add(operations.getLong(3));
                } else if (CALLS.contains(code) && p4 != null && p4.indexOf('(') > 0) {
                    checkCall(p4.substring(0, p4.lastIndexOf('(')), HELPED.contains(statement.verb()));
                }
            }
        }
        return program;
    }

    private void checkCall(String function, boolean helped) {
        String name = function.toLowerCase(Locale.ROOT);
        if (!D1Sql.FUNCTIONS.contains(name) && (!helped || names.refuses(name))) {
            throw SqliteFailures.error(SchemaNames.refusal(function), -1);
        }
    }

    private void check(String suspect, Program program) throws SQLException {
        if (suspect.startsWith(D1Sql.RESERVED)) {
            if (rootPages(suspect).stream().anyMatch(program.rootPages::contains)) {
                throw SqliteFailures.notAuthorized();
            }
        } else if (!program.virtualTables.isEmpty() && !readablePragma(suspect) && opensItself(suspect, program)) {
            throw suspect.startsWith("pragma_")
                    ? SqliteFailures.notAuthorized()
                    : SqliteFailures.error("no such table: " + suspect, -1);
        }
    }

    private static boolean readablePragma(String suspect) {
        return suspect.startsWith("pragma_") && Pragmas.readableAsTable(suspect.substring("pragma_".length()));
    }

    /** Whether the program reads a module as a table of the module's own name: equal addresses, and no table of that name. */
    private boolean opensItself(String module, Program program) throws SQLException {
        String probe = "EXPLAIN SELECT 1 FROM main.\"" + module.replace("\"", "\"\"") + "\"";
        try (PreparedStatement explain = database.prepare(probe);
                ResultSet operations = explain.executeQuery()) {
            while (operations.next()) {
                @Nullable String address = operations.getString(6);
                if (operations.getString(2).equals("VOpen") && program.virtualTables.contains(address)) {
                    return numbers("SELECT 1 FROM sqlite_master WHERE lower(name) = ?", module)
                            .isEmpty();
                }
            }
            return false;
        } catch (SQLiteException noSuchTable) {
            return false;
        }
    }

    private Set<Long> rootPages(String table) throws SQLException {
        return numbers("SELECT rootpage FROM sqlite_master WHERE ? IN (lower(name), lower(tbl_name))", table);
    }

    private Set<Long> numbers(String sql, String parameter) throws SQLException {
        Set<Long> numbers = new HashSet<>();
        try (PreparedStatement query = database.prepare(sql)) {
            query.setString(1, parameter);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }
}
