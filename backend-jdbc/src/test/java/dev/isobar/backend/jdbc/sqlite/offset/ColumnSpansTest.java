package dev.isobar.backend.jdbc.sqlite.offset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.support.SqlLexer;
import dev.isobar.spi.support.SqlToken;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a name of a column stands in a text, and whether it is what an UPDATE sets. */
class ColumnSpansTest {
    private static String words(List<SqlToken> tokens, int first, int last) {
        return tokens.subList(first, last + 1).stream().map(SqlToken::text).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
                    a                     | a       | 0:a
                    select a, A, b        | a       | 1:a, 3:A
                    "a" + `a` + [a]       | a       | 0:"a", 2:`a`, 4:[a]
                    'a' + a               | a       | 2:a
                    x.a                   | x.a     | 0:x . a
                    x.a                   | a       | -
                    x.a                   | x       | -
                    a + m.x.a             | m.x.a   | 2:m . x . a
                    a + m.x.a             | x.a     | -
                    "x"."a" = x.'a'       | x.a     | 0:"x" . "a", 4:x . 'a'
                    x.                    | x       | 0:x
                    x.*                   | x       | 0:x
                    x.1                   | x       | 0:x
                    1.a                   | a       | -
                    b                     | a       | -
                    a.b c                 | a.b     | 0:a . b
                    (a)                   | a       | 1:a
                    """)
    void areFoundAsTheyAreWritten(String sql, String name, String expected) {
        List<SqlToken> tokens = SqlLexer.all(sql);
        String found = new ColumnSpans(tokens)
                .of(name).stream()
                        .map(span -> span.first() + ":" + words(tokens, span.first(), span.last()))
                        .collect(Collectors.joining(", "));
        assertEquals(expected == null ? "" : expected, found);
    }

    private static boolean isTarget(String sql) {
        ColumnSpans columns = new ColumnSpans(SqlLexer.all(sql));
        return columns.isTarget(columns.of("x").get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t set x = 1",
                "update t set x = 1 where a",
                "update t set a = 1, x = 2",
                "update t set a = (1, 2), x = 2",
                "update t set a = (select 1 from u where 1), x = 2",
                "update t set a = ((1)), x = 2",
                "update t set (x) = (1)",
                "update t set (x, a) = (1, 2)",
                "update t set (a, x) = (1, 2)",
                "update t set (a, x, b) = (1, 2, 3)",
                "update t set b = 1, (a, x) = (1, 2)",
                "insert into t values (1) on conflict do update set x = 1",
                "set x ="
            })
    void areTargetsAfterSet(String sql) {
        assertEquals(true, isTarget(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "x =",
                "x = 1",
                "set x",
                "select x = 1",
                "select x",
                "select a, x = 1 from t",
                "update t set a = x",
                "update t set a = x = 1",
                "update t set a = 1 where x = 1",
                "update t set a = 1 where a in (1, x = 1)",
                "update t set a = 1 from u, x = 1",
                "update t set a = 1 returning a, x = 1",
                "update t set a = (x = 1)",
                "update t set a = max(1, x = 1)",
                "update t set a = (select 1, x = 1)",
                "update t set a = (x, 1)",
                "update t set a = 1 where (x) = (1)",
                "update t set a = 1 where (a, x) = (1, 2)",
                "update t set a = 1 where b in ((a, x) = (1, 2))",
                "update t set a = 1 returning b, (a, x) = (1, 2)",
                "select (x) = 1",
                "select (a, x) = (1, 2)",
                "(x) = 1",
                "(x",
                "a, x)",
                "(x)",
                ", x = 1",
                "a) , x = 1"
            })
    void areNoTargetsElsewhere(String sql) {
        assertEquals(false, isTarget(sql));
    }
}
