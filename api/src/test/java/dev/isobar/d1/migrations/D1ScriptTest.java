package dev.isobar.d1.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the statements of a file end. */
class D1ScriptTest {
    private static List<String> statements(String text) {
        return D1Script.of(text).statements();
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("", List.of()),
                Arguments.of(" \n\t", List.of()),
                Arguments.of(";;", List.of()),
                Arguments.of("a", List.of("a")),
                Arguments.of("a;b", List.of("a;", "b")),
                Arguments.of(" a ; ; b; ", List.of("a ;", "b;")),
                Arguments.of("1;2;", List.of("1;", "2;")),
                Arguments.of("a\r\nb;\r\nc", List.of("a\nb;", "c")),
                Arguments.of("a\rb", List.of("a\rb")),
                Arguments.of("\uFEFFa;\uFEFFb;", List.of("a;", "b;")),
                Arguments.of("ä;ö;", List.of("ä;", "ö;")),
                Arguments.of("😀;b", List.of("😀;", "b")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void splitsAtSemicolons(String text, List<String> statements) {
        assertEquals(statements, statements(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a;b';",
                "select 'it''s;';",
                "select '';",
                "select 'a\r\n;b';",
                "select \"a;b\";",
                "select \"a\"\";b\";",
                "select `a;b`;",
                "select [a;b];",
                "select [a''];",
                "select '--;';",
                "select '/*;';",
                "select \"'\", ';';",
                "select $$a;b$$;",
                "select $tag$a;$$;b$tag$;",
                "select $1 || $2;",
                "select /* ; ' \" */ 1;",
                "select 1 -- ; ' \" [\n;",
                "select 1 /* ; /* ' */;",
                "select /*/ ; */ 1;",
                "select case when a then ';' else 'b' end;",
                "select case a when 1 then case b when 2 then 3 end end;",
                "select 1 / 2 - 3 * -4;",
                "select a.endless, case1, _case, caseend, a_begin from t;",
                "create table begin (a);",
                "select end;",
                "select 'unterminated; select 2",
                "select \"unterminated; select 2",
                "select [unterminated; select 2",
                "select $$unterminated; select 2",
                "select $",
                "select ;",
                "create table t (begin, \"end\", [case], `trigger`);",
            })
    void keepsAStatementTogether(String sql) {
        assertEquals(List.of(sql), statements(sql).stream().map(String::strip).toList());
        if (sql.endsWith(";")) {
            assertEquals(List.of(sql, "next"), statements(sql + "next"));
            assertEquals(List.of("first;", sql), statements("first;\n" + sql));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger",
                "CREATE TRIGGER",
                "create temp trigger",
                "create temporary trigger",
                "create trigger if not exists",
                "create /* ; */ trigger",
                "create -- ;\n trigger"
            })
    void keepsTheBodyOfATriggerTogether(String create) {
        String trigger = create + " g after insert on t when case when new.a then 1 end begin insert into u values (1);"
                + " select case when a then 1 else 2 end; update u set a = 'end;'; end;";

        assertEquals(List.of(trigger, "select 1;"), statements(trigger + "\nselect 1;"));
    }

    @Test
    void endsATriggerWithItsOwnEnd() {
        assertEquals(
                List.of(
                        "create trigger g begin a; end;",
                        "begin;",
                        "b;",
                        "end;",
                        "create trigger h begin c; END;",
                        "d"),
                statements("create trigger g begin a; end;begin;b;end;create trigger h begin c; END;d"));
    }

    @Test
    void takesNoOtherBeginForABody() {
        assertEquals(
                List.of("create table trigger_log (begin);", "select 1;"),
                statements("create table trigger_log (begin); select 1;"));
        assertEquals(List.of("drop trigger g;", "begin a;", "end;"), statements("drop trigger g; begin a; end;"));
        assertEquals(
                List.of("create unique index i on t (trigger, begin);", "b;"),
                statements("create unique index i on t (trigger, begin); b;"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger g after update of begin on t begin select 1; end;",
                "create trigger g after insert on t begin insert into u (begin, c) values (new.begin, 1); end;",
                "create trigger g after insert on t begin update u set begin = 1, \"end\" = 2; end;",
                "create trigger g after insert on t begin select \"end\" from u; select [end]; select `end`; END ;",
                "create trigger g after insert on t begin select end from u; select case begin when 1 then 2 end; end;",
                "create trigger g after insert on t begin select 1; end -- ;\n;"
            })
    void endsATriggerAtItsOwnEndWhateverItsColumnsAreCalled(String trigger) {
        assertEquals(List.of(trigger, "b;"), statements(trigger + " b;"));
        assertTrue(D1Script.of(trigger).complete());
    }

    @Test
    void takesNoCommentForAStatement() {
        assertEquals(List.of("select 1;"), statements("-- a\n;\n/* b */\n select 1;"));
        assertEquals(List.of(), statements("-- only\n/* comments */"));
        assertEquals(List.of("select 1;"), statements("select 1;\n-- the end; really"));
        assertEquals(List.of("select -- a\n1 /* b\n c */;"), statements("select -- a\r\n1 /* b\r\n c */;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/*", "/* c", "/* c; select 2;", "/* /* */", "-- c", "-- c\r\n", "\uFEFF", ";;"})
    void endsWithItsLastStatement(String rest) {
        D1Script script = D1Script.of("select 1;" + rest);

        assertEquals(List.of("select 1;"), script.statements());
        assertTrue(script.complete());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select 1 /* c;",
                "select 1 -- c;",
                "select 'a;",
                "select \"a;",
                "select `a;",
                "select [a;",
                "select $$a;",
                "create trigger g after insert on t begin select 1; end",
                "create trigger g after insert on t begin select 1 end; select 2;"
            })
    void isNotCompleteWithoutTheLastSemicolon(String sql) {
        D1Script script = D1Script.of("select 0;" + sql);

        assertEquals(2, script.statements().size());
        assertFalse(script.complete());
    }

    @Test
    void leavesOutWhatFollowsAnIncompleteStatement() {
        assertEquals(List.of("select 1"), statements("select 1 /* c"));
    }

    @Test
    void leavesOutTheTransactionOfTheFile() {
        D1Script script = D1Script.of("-- head\nBEGIN TRANSACTION;\nselect 1;\ncommit;\nselect 2;");

        assertEquals(List.of("select 1;", "select 2;"), script.statements());
        assertEquals(1, script.transactions());
    }

    @Test
    void countsTheTransactionsOfTheFile() {
        assertEquals(0, D1Script.of("select 1;").transactions());
        assertEquals(0, D1Script.of("select 'begin transaction;';").transactions());
        assertEquals(
                2,
                D1Script.of("begin transaction; commit; begin transaction; commit;")
                        .transactions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit;", "begin;", "begin immediate;", "commit transaction;", "rollback;"})
    void keepsOtherStatementsOfTransactions(String sql) {
        assertEquals(List.of(sql), statements(sql));
        assertEquals(0, D1Script.of(sql).transactions());
    }
}
