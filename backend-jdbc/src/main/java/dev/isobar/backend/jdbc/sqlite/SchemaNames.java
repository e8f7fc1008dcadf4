package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.backend.jdbc.sqlite.offset.ErrorOffset;
import dev.isobar.backend.jdbc.sqlite.offset.TokenSpan;
import dev.isobar.spi.support.SqlLexer;
import dev.isobar.spi.support.SqlStatement;
import dev.isobar.spi.support.SqlToken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that make a statement suspicious: what SQLite offers and D1 refuses, in the text and in the stored schema. */
final class SchemaNames {
    private static final Pattern PROBE = Pattern.compile("no such function: isobar_probe_(\\d+)");

    /** They open the tables that are not the application's too, and neither show nor change what those hold. */
    private static final Set<String> VISITS_OF_ALL_TABLES = Set.of("analyze", "reindex");

    private final SqliteDatabase database;
    private final Set<String> refused = new HashSet<>();
    private Set<String> inSchema = Set.of();
    private long version;

    SchemaNames(SqliteDatabase database) throws SQLException {
        this.database = database;
        for (String function : database.texts("SELECT DISTINCT lower(name) FROM pragma_function_list")) {
            if (!D1Sql.FUNCTIONS.contains(function)) {
                refused.add(function);
            }
        }
        for (String module : database.texts("SELECT lower(name) FROM pragma_module_list")) {
            if (!D1Sql.EPONYMOUS_MODULES.contains(module)) {
                refused.add(module);
            }
        }
        refused.addAll(List.of("temp", "sqlite_temp_master", "sqlite_temp_schema"));
        readAgain();
    }

    /** Looks at the schema if another process has changed it. */
    void readAgainIfChanged() throws SQLException {
        if (database.schemaVersion() != version) {
            readAgain();
        }
    }

    void readAgain() throws SQLException {
        Set<String> found = new HashSet<>();
        for (String sql : database.texts("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            for (SqlToken token : SqlLexer.all(sql)) {
                String name = token.lowerName();
                if (name != null && isSuspicious(name)) {
                    found.add(name);
                }
            }
        }
        inSchema = found;
        version = database.schemaVersion();
    }

    private boolean isSuspicious(String name) {
        return refused.contains(name) || name.startsWith("pragma_") || name.startsWith(D1Sql.RESERVED);
    }

    boolean refuses(String function) {
        return refused.contains(function);
    }

    /** The suspicious names that a statement writes or may reach through views, triggers and defaults. */
    Set<String> suspects(SqlStatement statement) {
        Set<String> suspects = new LinkedHashSet<>(inSchema);
        if (VISITS_OF_ALL_TABLES.contains(statement.verb())) {
            suspects.removeIf(name -> name.startsWith(D1Sql.RESERVED));
        }
        for (SqlToken token : statement.tokens()) {
            String name = token.lowerName();
            if (name != null && isSuspicious(name)) {
                suspects.add(name);
            }
        }
        return suspects;
    }

    /**
     * Refuses calls written in this text. Each gets a name that SQLite does not know: if SQLite stumbles over one of
     * them, that is the call its authorizer would have been asked about first; if it stumbles over something else, that
     * error comes first anyway.
     */
    void refuseCalls(SqlStatement statement, ErrorOffset offset) {
        List<SqlToken> tokens = statement.tokens();
        List<TokenSpan> calls = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isIdentifier() && tokens.get(i + 1).isOperator('(')) {
                String name = Objects.requireNonNull(token.lowerName());
                if (refused.contains(name) || D1Sql.ABSENT_FUNCTIONS.contains(name)) {
                    calls.add(new TokenSpan(i, i));
                }
            }
        }
        if (calls.isEmpty()) {
            return;
        }
        String error = database.compileError(TokenSpan.replaced(statement, calls, TokenSpan::probe));
        Matcher probe = PROBE.matcher(String.valueOf(error));
        if (probe.matches()) {
            int call = Integer.parseInt(probe.group(1));
            String name = Objects.requireNonNull(tokens.get(call).name());
            throw SqliteFailures.error(refusal(name), offset.at(call));
        }
    }

    static String refusal(String function) {
        String prefix = D1Sql.ABSENT_FUNCTIONS.contains(function.toLowerCase(java.util.Locale.ROOT))
                ? "no such function: "
                : "not authorized to use function: ";
        return prefix + function;
    }
}
