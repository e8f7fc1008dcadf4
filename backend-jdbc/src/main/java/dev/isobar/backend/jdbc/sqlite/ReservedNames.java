package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.backend.jdbc.sqlite.offset.TokenSpan;
import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Refuses to let names come up that are not the application's. */
final class ReservedNames {
    private static final String TABLES =
            "SELECT lower(name) FROM sqlite_master WHERE lower(substr(name, 1, 4)) = '_cf_'"
                    + " OR lower(substr(tbl_name, 1, 4)) = '_cf_'";
    private static final Set<String> BEFORE_NAMES =
            Set.of("TEMP", "TEMPORARY", "UNIQUE", "TABLE", "INDEX", "VIEW", "TRIGGER", "IF", "NOT", "EXISTS");

    private final SqliteDatabase database;
    private final Set<String> atOpen;

    ReservedNames(SqliteDatabase database) throws SQLException {
        this.database = database;
        atOpen = Set.copyOf(database.texts(TABLES));
    }

    /** Refuses CREATE where SQLite would refuse a name of its own: there its authorizer would have been asked. */
    void refuseCreated(SqlStatement statement) {
        int at = created(statement);
        SqlToken token = statement.token(at);
        String name = token == null ? null : token.lowerName();
        if (name == null || !name.startsWith(D1Sql.RESERVED)) {
            return;
        }
        String error = database.compileError(
                TokenSpan.replaced(statement, List.of(new TokenSpan(at, at)), span -> "sqlite_" + span.probe()));
        if (error != null && error.startsWith("object name reserved for internal use: ")) {
            throw SqliteFailures.notAuthorized();
        }
    }

    /** The index of what follows CREATE: not of the name of a virtual table, which is no table yet. */
    private static int created(SqlStatement statement) {
        int at = statement.head() + 1;
        while (at < statement.tokens().size()
                && BEFORE_NAMES.stream().anyMatch(statement.tokens().get(at)::is)) {
            at++;
        }
        SqlToken dot = statement.token(at + 1);
        return dot != null && dot.isOperator('.') ? at + 2 : at;
    }

    /** Fails if a reserved name has come up, and with it the transaction. */
    void refuseNew() throws SQLException {
        if (!atOpen.containsAll(database.texts(TABLES))) {
            throw SqliteFailures.notAuthorized();
        }
    }
}
