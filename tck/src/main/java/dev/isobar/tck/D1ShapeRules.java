package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules D1-PREP-09, D1-ALL-06, D1-ALL-07, D1-TYPE-06: results that are long, wide, mixed or new since the last call. */
abstract class D1ShapeRules {
    private static final D1RawOptions NAMES = D1RawOptions.NONE.withColumnNames(true);
    private static final long MANY = 3_000;

    @Rule("D1-PREP-09")
    void seesAColumnThatWasAdded(D1Database db) {
        db.exec("create table t (a integer)\ninsert into t values (1)");
        D1PreparedStatement all = db.prepare("select * from t");
        assertEquals(List.of(List.of("a"), List.of(1L)), all.raw(NAMES));

        db.exec("alter table t add column b integer default 2");

        assertEquals(
                List.of(List.of("a", "b"), List.of(1L, 2L)), all.raw(NAMES), "the statement reads the old columns");
        assertEquals(List.of(Map.of("a", 1L, "b", 2L)), all.all().results());
        try (Stream<D1Row> rows = all.stream()) {
            assertEquals(List.of(Map.of("a", 1L, "b", 2L)), rows.toList());
        }
    }

    @Rule("D1-PREP-09")
    void seesATableThatWasMadeAnew(D1Database db) {
        D1PreparedStatement all = db.prepare("select * from t");
        D1PreparedStatement insert = db.prepare("insert into t values (?, ?)");
        db.exec("create table t (a integer, b integer)");
        insert.bind(1, 2).run();
        assertEquals(List.of(List.of("a", "b"), List.of(1L, 2L)), all.raw(NAMES));

        db.exec("drop table t\ncreate table t (b integer, a integer)");
        assertEquals(List.of(List.of("b", "a")), all.raw(NAMES), "the statement reads the old table");
        insert.bind(3, 4).run();

        assertEquals(List.of(List.of("b", "a"), List.of(3L, 4L)), all.raw(NAMES));
    }

    @Rule("D1-PREP-09")
    void seesARowThatIsBackUnderItsId(D1Database db) {
        db.exec("create table t (id integer primary key, name text)");
        D1PreparedStatement insert = db.prepare("insert into t values (7, ?)");
        D1PreparedStatement read = db.prepare("select name from t where id = 7");
        insert.bind("first").run();
        assertEquals("first", read.first("name"));

        db.exec("delete from t where id = 7");
        assertEquals(List.of(), read.raw());
        insert.bind("second").run();
        assertEquals("second", read.first("name"));
        db.batch(List.of(db.prepare("delete from t"), insert.bind("third")));

        assertEquals(List.of(List.of("third")), read.raw());
    }

    @Rule("D1-ALL-06")
    void readsEveryRowOfALongResult(D1Database db) {
        D1PreparedStatement numbers = db.prepare("with recursive c (x) as (select 1 union all select x + 1 from c where"
                + " x < " + MANY + ") select x from c order by x");

        assertAll("raw", numbers.raw().stream().map(row -> row.get(0)));
        assertAll("all", numbers.all().results().stream().map(row -> row.getLong("x")));
        assertAll("batch", db.batch(List.of(numbers)).get(0).results().stream().map(row -> row.getLong("x")));
        try (Stream<D1Row> rows = numbers.stream()) {
            assertAll("stream", rows.map(row -> row.getLong("x")));
        }
    }

    @Rule("D1-ALL-06")
    void readsEveryRowThatAStatementReturns(D1Database db) {
        db.exec("create table t (x integer)");
        String insert = "insert into t with recursive c (x) as (select 1 union all select x + 1 from c where x < "
                + MANY + ") select x from c returning x";

        assertAll(
                "returning",
                db.prepare(insert).all().results().stream()
                        .map(row -> row.getLong("x"))
                        .sorted());
        assertEquals(MANY, db.prepare("select count(*) as n from t").first("n"));
    }

    /** Without the values in the text, which nobody could read. */
    private static void assertAll(String call, Stream<? extends @Nullable Object> found) {
        List<? extends @Nullable Object> numbers = found.toList();
        assertEquals(MANY, numbers.size(), () -> "rows of " + call);
        for (int i = 0; i < MANY; i++) {
            assertEquals(i + 1L, numbers.get(i), "row " + i + " of " + call);
        }
    }

    @Rule("D1-ALL-07")
    void readsAHundredColumns(D1Database db) {
        List<String> names =
                IntStream.rangeClosed(1, 100).mapToObj(i -> "column_" + i).toList();
        db.exec("create table wide (" + String.join(" integer, ", names) + " integer)");
        Object[] values = LongStream.rangeClosed(1, 100).boxed().toArray();
        String marks = String.join(", ", java.util.Collections.nCopies(100, "?"));

        db.prepare("insert into wide values (" + marks + ")").bind(values).run();

        D1Row row = Objects.requireNonNull(db.prepare("select * from wide").first());
        assertEquals(names, List.copyOf(row.keySet()));
        assertEquals(Arrays.asList(values), List.copyOf(row.values()));
    }

    @Rule("D1-ALL-07")
    void takesAnyNameOfAColumn(D1Database db) {
        List<String> names = List.of("a b", "a.b", "A", "a", "it's", "ä€😀", "select", "a:b", "_", "Ä", "%");
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(i + " as \"" + names.get(i) + "\"");
        }

        D1Row row = Objects.requireNonNull(
                db.prepare("select " + String.join(", ", columns)).first());

        assertEquals(names, List.copyOf(row.keySet()));
        for (int i = 0; i < names.size(); i++) {
            assertEquals((long) i, row.getLong(names.get(i)), names.get(i));
        }
    }

    @Rule(value = "D1-TYPE-06", needs = Capability.D1_SQLITE_DIALECT)
    void readsEachValueByItsOwnClass(D1Database db) {
        List<@Nullable Object> values =
                Arrays.asList(null, 7L, 1.5, "text", new byte[] {1, 2}, "8", 9_007_199_254_740_992.0, "", 0L, null);
        for (String type : List.of("", "blob", "integer", "text", "real", "date", "boolean", "decimal(5, 2)", "json")) {
            db.exec("create table t (id integer primary key, v " + type + ")");
            D1PreparedStatement insert = db.prepare("insert into t (v) values (?)");
            values.forEach(value -> insert.bind(new @Nullable Object[] {value}).run());

            for (List<@Nullable Object> row : db.prepare("select v, typeof(v), cast(v as text), id from t order by id")
                    .raw()) {
                String stored = String.valueOf(row.get(1));
                String where = "row " + row.get(3) + " of a column of type '" + type + "', stored as " + stored;
                String expected = stored.equals("integer") || stored.equals("real") ? "number" : stored;
                assertEquals(expected, storageClass(row.get(0)), where);
                if (stored.equals("text")) {
                    assertEquals(row.get(2), row.get(0), where);
                }
            }
            db.exec("drop table t");
        }
    }

    private static String storageClass(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "text";
        }
        if (value instanceof byte[]) {
            return "blob";
        }
        return value instanceof Number ? "number" : value.getClass().getSimpleName();
    }

    @Rule(value = "D1-TYPE-06", needs = Capability.D1_SQLITE_DIALECT)
    void keepsTextThatLooksLikeSomethingElse(D1Database db) {
        List<String> texts = List.of(
                " ",
                " a ",
                "\t\n",
                "007",
                "1e3",
                "true",
                "null",
                "NULL",
                "2024-02-29",
                "0x10",
                "+1",
                "-0",
                "1.0",
                "NaN",
                "{\"a\":1}",
                "\uFEFFa",
                "ä",
                "e\u0301",
                "\uD83D\uDE00",
                "'",
                "\\",
                "%",
                "x'00'");
        db.exec("create table t (id integer primary key, v text)");
        D1PreparedStatement insert = db.prepare("insert into t (v) values (?)");

        texts.forEach(text -> insert.bind(text).run());

        assertEquals(
                texts,
                db.prepare("select v from t order by id").raw().stream()
                        .map(row -> row.get(0))
                        .toList());
    }

    @Rule("D1-TYPE-06")
    void keepsEveryByte(D1Database db) {
        byte[] bytes = new byte[256 * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        db.exec("create table t (v blob)");

        db.prepare("insert into t values (?)").bind(bytes).run();

        D1PreparedStatement read = db.prepare("select v from t");
        byte[] first = (byte[]) Objects.requireNonNull(read.first("v"));
        assertArrayEquals(bytes, first);
        Arrays.fill(first, (byte) 0);
        assertArrayEquals(bytes, (byte[]) read.first("v"), "a change of what was read shows in what is read later");
        assertTrue(Objects.requireNonNull(read.first()).containsKey("v"));
    }
}
