package dev.isobar.selftest;

import dev.isobar.backend.jdbc.JdbcBackendProvider;
import dev.isobar.d1.D1Meta;
import dev.isobar.error.D1Constraint;
import dev.isobar.error.D1Reason;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Answer;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What can be wrong with a D1 driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenD1 {
    RUNS_EACH_STATEMENT_APART("D1-BATCH-02", BrokenD1::apart),
    RUNS_EACH_LINE_APART("D1-EXEC-03", BrokenD1::apart),
    LEAVES_HALF_A_MIGRATION("D1-MIG-06", BrokenD1::apart),
    FORGETS_WHAT_WAS_APPLIED(
            "D1-MIG-07",
            good -> sending(good, sql -> sql.startsWith("INSERT INTO \"d1_migrations\"") ? "select 1" : sql)),
    ENDS_A_TRIGGER_EARLY(
            "D1-MIG-08", good -> sending(good, sql -> sql.replaceFirst("(?s)^(create trigger[^;]*;).*", "$1 end;"))),
    SHOWS_HALF_A_BATCH("D1-BATCH-09", BrokenD1::apart),
    RUNS_BACKWARDS(
            "D1-BATCH-01",
            good -> calling(good, statements -> {
                List<D1Statement> backwards = new ArrayList<>(statements);
                Collections.reverse(backwards);
                return backwards;
            })),
    RUNS_THE_FIRST_STATEMENT_ONLY("D1-PREP-06", good -> sending(good, sql -> sql.replaceFirst("(?s);.*", ";"))),
    CUTS_SQL("D1-LIM-02", good -> sending(good, sql -> sql.substring(0, Math.min(sql.length(), 50_000)) + "'")),
    BINDS_WHOLE_NUMBERS_AS_DOUBLES(
            "D1-TYPE-01",
            good -> binding(good, value -> value instanceof Long whole ? (Object) whole.doubleValue() : value)),
    BINDS_EMPTY_TEXT_AS_NULL("D1-BIND-02", good -> binding(good, value -> "".equals(value) ? null : value)),
    BINDS_BYTES_AS_TEXT(
            "D1-BIND-02",
            good -> binding(
                    good,
                    value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value)),
    ENDS_TEXT_AT_NUL(
            "D1-BIND-09",
            good -> binding(good, value -> value instanceof String text ? text.replaceFirst("(?s)\0.*", "") : value)),
    WRITES_VALUES_INTO_THE_SQL(
            "D1-BIND-02",
            good -> calling(
                    good,
                    statements -> statements.stream().map(BrokenD1::spliced).toList())),
    INSERTS_WHAT_IT_CAN("D1-ERR-05", BrokenD1::insisting),
    KNOWS_OUTER_JOINS_BY_NAME_ONLY(
            "D1-SQL-09", good -> sending(good, sql -> sql.replaceFirst("(right|full) join", "join"))),
    FILLS_UP_PARAMETERS("D1-BIND-04", BrokenD1::fillingUp),
    READS_INTEGERS_AS_DOUBLES(
            "D1-TYPE-03",
            good -> reading(good, value -> value instanceof Long whole ? (Object) (long) whole.doubleValue() : value)),
    READS_BYTES_AS_TEXT(
            "D1-TYPE-02",
            good -> reading(
                    good, value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value)),
    READS_NULL_AS_EMPTY_TEXT("D1-FIRST-02", good -> reading(good, value -> value == null ? "" : value)),
    FOLDS_COLUMN_NAMES(
            "D1-FIRST-03",
            good -> answering(
                    good,
                    rows -> rows(
                            rows.columns().stream()
                                    .map(name -> name.toUpperCase(Locale.ROOT))
                                    .toList(),
                            rows))),
    CUTS_FRACTIONS_OFF(
            "D1-ALL-05", good -> reading(good, value -> value instanceof Double number ? number.longValue() : value)),
    NAMES_COLUMNS_BY_THEIR_VALUES(
            "D1-ALL-08",
            good -> answering(
                    good,
                    rows -> rows(
                            rows.rows().stream()
                                    .flatMap(List::stream)
                                    .map(String::valueOf)
                                    .toList(),
                            rows))),
    DROPS_EQUAL_COLUMNS("D1-ALL-03", good -> answering(good, BrokenD1::withoutEqualColumns)),
    KNOWS_NO_COLUMNS_WITHOUT_ROWS(
            "D1-RAW-02", good -> answering(good, rows -> rows.rows().isEmpty() ? rows(List.of(), rows) : rows)),
    RETURNS_ONE_ROW(
            "D1-RAW-01",
            good -> answering(
                    good,
                    rows -> new D1Rows(
                            rows.columns(),
                            rows.rows().subList(0, Math.min(1, rows.rows().size())),
                            rows.meta()))),
    HIDES_WHAT_ANSWERED("D1-META-01", good -> measuring(good, meta -> meta(meta, "", meta.duration(), meta.changes()))),
    MEASURES_BACKWARDS(
            "D1-META-02",
            good -> measuring(good, meta -> meta(meta, meta.servedBy(), Duration.ofMillis(-1), meta.changes()))),
    COUNTS_ONE_CHANGE(
            "D1-META-03",
            good -> measuring(good, meta -> meta(meta, meta.servedBy(), meta.duration(), Math.min(1, meta.changes())))),
    FORGETS_THE_LAST_ROW_ID(
            "D1-META-04",
            good -> measuring(good, meta -> flagged(meta, meta.changes() == 0 ? 0 : meta.lastRowId(), true))),
    SAYS_THAT_A_REPLICA_ANSWERED("D1-META-08", good -> telling(good, "served_by_primary", BooleanNode.FALSE)),
    COUNTS_REPEATS_ALONE("D1-META-08", good -> telling(good, "total_attempts", IntNode.valueOf(0))),
    TRIES_CHANGES_TWICE(
            "D1-META-08",
            good -> measuring(
                    good, meta -> meta.changes() == 0 ? meta : told(meta, "total_attempts", IntNode.valueOf(2)))),
    MEASURES_THE_ENGINE_BACKWARDS(
            "D1-META-08",
            good -> telling(
                    good, "timings", JsonNodeFactory.instance.objectNode().put("sql_duration_ms", -1))),
    READS_NO_PAGE_SIZE("D1-SQL-04", good -> sending(good, sql -> sql.equals("pragma page_size") ? "select 0" : sql)),
    KEEPS_WHOLE_RANGES_AS_FRACTIONS("D1-SQL-06", good -> sending(good, sql -> sql.replace("rtree_i32", "rtree"))),
    ALWAYS_SAYS_CHANGED("D1-META-05", good -> measuring(good, meta -> flagged(meta, meta.lastRowId(), true))),
    GIVES_NO_BOOKMARK(
            "D1-SESS-02",
            good -> over(
                    good,
                    (statements, position) ->
                            new D1Answer(good.execute(statements, position).results(), null))),
    FORGETS_CODES("D1-ERR-02", good -> failing(good, failure -> new D1Failure(failure.text()))),
    FORGETS_OFFSETS(
            "D1-ERR-02",
            good -> failing(
                    good,
                    failure -> new D1Failure(
                            failure.text().replaceFirst(" at offset \\d+", ""), failure.reason(), failure))),
    MAKES_OFFSETS_UP(
            "D1-ERR-02",
            good -> failing(
                    good,
                    failure -> new D1Failure(
                            failure.text().replaceFirst("(no such column: [^ ]*):", "$1 at offset 0:"),
                            failure.reason(),
                            failure))),
    FORGETS_WHICH_STATEMENT_FAILED(
            "D1-BATCH-10",
            good -> failing(
                    good,
                    failure -> new D1Failure(failure.text(), failure.reason().withStatement(null), failure))),
    FORGETS_THE_CONSTRAINT(
            "D1-ERR-06",
            good -> failing(
                    good,
                    failure -> new D1Failure(
                            failure.text(),
                            new D1Reason(
                                    failure.reason().sqliteCode(),
                                    failure.reason().extendedCode(),
                                    null,
                                    failure.reason().nativeState(),
                                    failure.reason().statement()),
                            failure))),
    CALLS_EVERY_CONSTRAINT_A_DUPLICATE(
            "D1-ERR-06",
            good -> failing(
                    good,
                    failure -> new D1Failure(failure.text(), D1Reason.ofState("23505", D1Constraint.UNIQUE), failure))),
    IS_FIVE_HOURS_BEHIND("D1-SQL-10", good -> sending(good, sql -> sql.replace("'localtime'", "'-5 hours'"))),
    REFUSES_TO_DROP_COLUMNS(
            "D1-SQL-06", good -> sending(good, sql -> sql.contains("drop column") ? "attach 'x' as x" : sql)),
    LETS_REFUSED_STATEMENTS_PASS("D1-SQL-06", BrokenD1::tolerant),
    LETS_RESERVED_NAMES_PASS("D1-SQL-05", BrokenD1::tolerant),
    LETS_ANY_PRAGMA_PASS("D1-SQL-04", BrokenD1::tolerant),
    TAKES_WIDE_TABLES("D1-LIM-03", good -> memory("sqlite")),
    TAKES_LONG_PATTERNS("D1-LIM-06", good -> memory("sqlite")),
    TAKES_LONG_COMPOUNDS("D1-LIM-07", good -> memory("sqlite"));

    private final String rule;
    private final UnaryOperator<D1Driver> defect;

    BrokenD1(String rule, UnaryOperator<D1Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    D1Driver over(D1Driver good) {
        return defect.apply(good);
    }

    /** A good driver, with the engine's limits of that name. */
    static D1Driver memory(String limits) {
        return memory(Map.of("limits", limits));
    }

    static D1Driver memory(Map<String, String> settings) {
        return new JdbcBackendProvider()
                .open(BackendConfig.of("memory", "", Map.of()))
                .d1(Drivers.target(settings));
    }

    private interface Execution {
        D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception;
    }

    private static D1Driver over(D1Driver good, Execution execution) {
        return new D1Over(good) {
            @Override
            public D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception {
                return execution.execute(statements, position);
            }
        };
    }

    private static D1Driver apart(D1Driver good) {
        return over(good, (statements, position) -> {
            List<D1Rows> results = new ArrayList<>();
            for (D1Statement statement : statements) {
                results.addAll(good.execute(List.of(statement), position).results());
            }
            return new D1Answer(results, position);
        });
    }

    private static D1Driver calling(D1Driver good, UnaryOperator<List<D1Statement>> change) {
        return over(good, (statements, position) -> good.execute(change.apply(statements), position));
    }

    private static D1Driver sending(D1Driver good, UnaryOperator<String> change) {
        return calling(good, statements -> statements.stream()
                .map(statement -> new D1Statement(change.apply(statement.sql()), statement.parameters()))
                .toList());
    }

    private static D1Driver binding(D1Driver good, UnaryOperator<@Nullable Object> change) {
        return calling(good, statements -> statements.stream()
                .map(statement -> new D1Statement(statement.sql(), changed(statement.parameters(), change)))
                .toList());
    }

    private static List<@Nullable Object> changed(
            List<@Nullable Object> values, UnaryOperator<@Nullable Object> change) {
        List<@Nullable Object> changed = new ArrayList<>(values);
        changed.replaceAll(change);
        return changed;
    }

    private static D1Statement spliced(D1Statement statement) {
        String sql = statement.sql();
        List<@Nullable Object> others = new ArrayList<>();
        for (Object value : statement.parameters()) {
            if (value instanceof String text) {
                sql = sql.replaceFirst("\\?", Matcher.quoteReplacement("'" + text + "'"));
            } else {
                others.add(value);
            }
        }
        return new D1Statement(sql, others);
    }

    private static D1Driver insisting(D1Driver good) {
        D1Driver ignoring = sending(good, sql -> sql.replaceFirst("^insert into", "insert or ignore into"));
        return over(good, (statements, position) -> {
            try {
                return good.execute(statements, position);
            } catch (D1Failure failed) {
                ignoring.execute(statements, position);
                throw failed;
            }
        });
    }

    private static D1Driver fillingUp(D1Driver good) {
        return over(good, (statements, position) -> {
            try {
                return good.execute(statements, position);
            } catch (D1Failure wrongNumber) {
                List<@Nullable Object> more = new ArrayList<>(statements.get(0).parameters());
                more.add(null);
                return good.execute(List.of(new D1Statement(statements.get(0).sql(), more)), position);
            }
        });
    }

    private static D1Driver answering(D1Driver good, UnaryOperator<D1Rows> change) {
        return over(good, (statements, position) -> {
            D1Answer answer = good.execute(statements, position);
            return new D1Answer(answer.results().stream().map(change).toList(), answer.bookmark());
        });
    }

    private static D1Driver reading(D1Driver good, UnaryOperator<@Nullable Object> change) {
        return answering(good, rows -> rows(rows.columns(), rows, row -> changed(row, change)));
    }

    private static D1Rows rows(List<String> columns, D1Rows found, UnaryOperator<List<@Nullable Object>> change) {
        List<List<@Nullable Object>> rows = new ArrayList<>(found.rows());
        rows.replaceAll(change);
        return new D1Rows(columns, rows, found.meta());
    }

    private static D1Rows rows(List<String> columns, D1Rows rows) {
        return new D1Rows(columns, rows.rows(), rows.meta());
    }

    private static D1Rows withoutEqualColumns(D1Rows rows) {
        List<String> columns = List.copyOf(new LinkedHashSet<>(rows.columns()));
        return rows(columns, rows, row -> row.subList(0, columns.size()));
    }

    private static D1Driver measuring(D1Driver good, UnaryOperator<D1Meta> change) {
        return answering(good, rows -> new D1Rows(rows.columns(), rows.rows(), change.apply(rows.meta())));
    }

    private static D1Meta meta(D1Meta meta, String servedBy, Duration duration, long changes) {
        return new D1Meta(
                servedBy,
                duration,
                changes,
                meta.lastRowId(),
                meta.changedDb(),
                meta.sizeAfter(),
                meta.rowsRead(),
                meta.rowsWritten(),
                meta.more());
    }

    private static D1Driver telling(D1Driver good, String name, JsonNode value) {
        return measuring(good, meta -> told(meta, name, value));
    }

    private static D1Meta told(D1Meta meta, String name, JsonNode value) {
        return new D1Meta(
                meta.servedBy(),
                meta.duration(),
                meta.changes(),
                meta.lastRowId(),
                meta.changedDb(),
                meta.sizeAfter(),
                meta.rowsRead(),
                meta.rowsWritten(),
                Map.of(name, value));
    }

    private static D1Meta flagged(D1Meta meta, long lastRowId, boolean changedDb) {
        return new D1Meta(
                meta.servedBy(),
                meta.duration(),
                meta.changes(),
                lastRowId,
                changedDb,
                meta.sizeAfter(),
                meta.rowsRead(),
                meta.rowsWritten(),
                meta.more());
    }

    private static D1Driver failing(D1Driver good, UnaryOperator<D1Failure> change) {
        return over(good, (statements, position) -> {
            try {
                return good.execute(statements, position);
            } catch (D1Failure failed) {
                throw change.apply(failed);
            }
        });
    }

    private static D1Driver tolerant(D1Driver good) {
        return over(good, (statements, position) -> {
            try {
                return good.execute(statements, position);
            } catch (D1Failure failed) {
                if ("SQLITE_AUTH".equals(failed.reason().sqliteCode())) {
                    return good.execute(List.of(new D1Statement("select 1", List.of())), position);
                }
                throw failed;
            }
        });
    }
}
