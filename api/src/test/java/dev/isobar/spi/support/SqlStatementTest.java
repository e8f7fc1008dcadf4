package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a statement ends, and what it is. */
class SqlStatementTest {
    private static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            SqlStatement statement = SqlStatement.first(rest);
            statements.add(statement.sql());
            rest = statement.rest();
        }
        return statements;
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("select 1", List.of("select 1")),
                Arguments.of("select 1;", List.of("select 1;")),
                Arguments.of("select 1; \n\t\f", List.of("select 1;")),
                Arguments.of("select 1;select 2", List.of("select 1;", "select 2")),
                Arguments.of("a; \u000b b;", List.of("a;", "b;")),
                Arguments.of(";;select 1;;", List.of(";;select 1;", ";")),
                Arguments.of("select ';'; b", List.of("select ';';", "b")),
                Arguments.of("select 1 -- ;\n; b", List.of("select 1 -- ;\n;", "b")),
                Arguments.of("select 1; -- c", List.of("select 1;", "-- c")),
                Arguments.of("-- c\nselect 1", List.of("-- c\nselect 1")),
                Arguments.of("select 1\0; select 2", List.of("select 1", "\0; select 2")),
                Arguments.of("create table t (a); b", List.of("create table t (a);", "b")),
                Arguments.of(
                        "create trigger g after insert on t begin a; b; end; c",
                        List.of("create trigger g after insert on t begin a; b; end;", "c")),
                Arguments.of(
                        "create temp trigger g begin a; end; c", List.of("create temp trigger g begin a; end;", "c")),
                Arguments.of(
                        "create TEMPORARY trigger g begin a; end ; c",
                        List.of("create TEMPORARY trigger g begin a; end ;", "c")),
                Arguments.of(
                        "explain create trigger g begin a; end; c",
                        List.of("explain create trigger g begin a; end;", "c")),
                Arguments.of(
                        "explain query plan create trigger g begin a; end; c",
                        List.of("explain query plan create trigger g begin a; end;", "c")),
                Arguments.of(
                        "create trigger g begin select case when a then 1 end; b; end; c",
                        List.of("create trigger g begin select case when a then 1 end; b; end;", "c")),
                Arguments.of(
                        "create trigger g begin a; \"end\"; b; end; c",
                        List.of("create trigger g begin a; \"end\"; b; end;", "c")),
                Arguments.of("create trigger g begin a; b", List.of("create trigger g begin a; b")),
                Arguments.of("create view trigger as a; b", List.of("create view trigger as a;", "b")),
                Arguments.of("drop trigger g; b; end; c", List.of("drop trigger g;", "b;", "end;", "c")),
                Arguments.of("create unique trigger g; b", List.of("create unique trigger g;", "b")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void endsAtASemicolon(String text, List<String> statements) {
        if (text.indexOf('\0') >= 0) {
            assertEquals(statements.get(0), SqlStatement.first(text).sql());
        } else {
            assertEquals(statements, split(text));
        }
    }

    @Test
    void hasNoTokensIfThereIsNoStatement() {
        for (String text : List.of("", " ", "-- a", "/* a */", ";", ";; -- a", "\0")) {
            assertTrue(SqlStatement.first(text).tokens().isEmpty(), text);
        }
    }

    static List<Arguments> verbs() {
        return List.of(
                Arguments.of("Select 1", "select", 0),
                Arguments.of("; -- c\n insert", "insert", 0),
                Arguments.of("explain select 1", "select", 1),
                Arguments.of("explain query plan delete from t", "delete", 3),
                Arguments.of("explain query plan", "query", 1),
                Arguments.of("explain query", "query", 1),
                Arguments.of("explain", "explain", 0),
                Arguments.of("explain query x y", "query", 1),
                Arguments.of("'select'", "", 0),
                Arguments.of("\"select\"", "", 0),
                Arguments.of("(select 1)", "", 0),
                Arguments.of("query plan select 1", "query", 0));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void knowsItsVerb(String text, String verb, int head) {
        SqlStatement statement = SqlStatement.first(text);

        assertEquals(verb, statement.verb());
        assertEquals(head, statement.head());
        assertEquals(text.startsWith("explain"), statement.explains());
    }

    @Test
    void givesItsTokensWithoutSemicolons() {
        SqlStatement statement = SqlStatement.first(";select 1; b");

        assertEquals(2, statement.tokens().size());
        assertEquals("1", Objects.requireNonNull(statement.token(1)).text());
        assertNull(statement.token(2));
        assertFalse(statement.isLast());
        assertEquals("b", statement.rest());
        assertTrue(SqlStatement.first("select 1; ").isLast());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "UPDATE t set a = 1",
                "delete from t",
                "replace into t values (1)",
                "create table t (a)",
                "drop table t",
                "alter table t add b",
                "reindex",
                "analyze",
                "select 1; drop table t",
                "with c as (select 1) insert into t select * from c",
                "explain delete from t"
            })
    void mayWrite(String text) {
        assertTrue(SqlStatement.mayWrite(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select 'insert'",
                "select \"update\" from t",
                "-- delete\nselect 1",
                "pragma optimize",
                "select inserted from t",
                "",
                "values (1)"
            })
    void writesNothing(String text) {
        assertFalse(SqlStatement.mayWrite(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;",
                "select 1 /* c */ ;",
                "select 1; select 2",
                "create trigger g begin select 1; end;",
                "select ';';"
            })
    void isClosedByItsSemicolon(String text) {
        assertTrue(SqlStatement.first(text).isClosed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "select 1",
                "select 1 -- ;",
                "select 1 /* ;",
                "select ';",
                "create trigger g begin a; end"
            })
    void isOpenWithoutItsSemicolon(String text) {
        assertFalse(SqlStatement.first(text).isClosed());
    }

    @Test
    void takesTextBetweenDollarSignsInFilesOnly() {
        String text = "select $a$b;c$a$; d";

        assertEquals("select $a$b;c$a$;", SqlStatement.firstOfFile(text).sql());
        assertEquals("select $a$b;", SqlStatement.first(text).sql());
        assertEquals("select $1;", SqlStatement.firstOfFile("select $1; d").sql());
        assertFalse(SqlStatement.firstOfFile("select $$a;").isClosed());
    }
}
