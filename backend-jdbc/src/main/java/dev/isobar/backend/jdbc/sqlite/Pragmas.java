package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pragmas D1 allows. They are judged by their tokens, since some act while they are compiled. */
final class Pragmas {
    /** What brings back the switches that a call may have moved. */
    static final List<String> RESET = List.of(
            "PRAGMA foreign_keys=1",
            "PRAGMA case_sensitive_like=0",
            "PRAGMA ignore_check_constraints=0",
            "PRAGMA legacy_alter_table=0",
            "PRAGMA recursive_triggers=0",
            "PRAGMA reverse_unordered_selects=0");

    private static final Set<String> WITHOUT_ARGUMENT =
            Set.of("table_list", "data_version", "foreign_key_check", "page_size", "quick_check", "optimize");
    private static final Set<String> WITH_NAME = Set.of(
            "table_list",
            "table_info",
            "table_xinfo",
            "index_list",
            "index_info",
            "index_xinfo",
            "foreign_key_list",
            "foreign_key_check",
            "quick_check",
            "optimize");
    private static final Set<String> SWITCHES = Set.of(
            "case_sensitive_like",
            "foreign_keys",
            "defer_foreign_keys",
            "ignore_check_constraints",
            "legacy_alter_table",
            "recursive_triggers",
            "reverse_unordered_selects");
    private static final Set<String> SWITCH_VALUES = Set.of("true", "false", "yes", "no", "on", "off", "1", "0");

    private Pragmas() {}

    /** Tells whether a pragma may be read as a table, {@code pragma_table_info('t')}. */
    static boolean readableAsTable(String pragma) {
        return WITHOUT_ARGUMENT.contains(pragma) || WITH_NAME.contains(pragma) || SWITCHES.contains(pragma);
    }

    /** Refuses what D1 refuses; a syntax error passes and so does an unknown database, since SQLite will say so. */
    static void check(SqlStatement statement) {
        int at = statement.head() + 1;
        String name = name(statement.token(at));
        SqlToken dot = statement.token(at + 1);
        if (name != null && dot != null && dot.isOperator('.')) {
            if (name.equals("temp")) {
                throw SqliteFailures.notAuthorized();
            }
            if (!name.equals("main")) {
                return;
            }
            at += 2;
            name = name(statement.token(at));
        }
        if (name != null && !allowed(name, statement, at)) {
            throw SqliteFailures.notAuthorized();
        }
    }

    private static boolean allowed(String name, SqlStatement statement, int at) {
        if (statement.token(at + 1) == null) {
            return WITHOUT_ARGUMENT.contains(name) || SWITCHES.contains(name);
        }
        SqlToken argument = statement.token(at + 2);
        if (argument == null) {
            return readableAsTable(name);
        }
        String value =
                Objects.requireNonNullElse(argument.name(), argument.text()).toLowerCase(Locale.ROOT);
        return !value.startsWith(D1Sql.RESERVED)
                && (SWITCHES.contains(name) ? SWITCH_VALUES.contains(value) : WITH_NAME.contains(name));
    }

    private static @Nullable String name(@Nullable SqlToken token) {
        return token == null ? null : token.lowerName();
    }
}
