package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.backend.jdbc.sqlite.offset.ErrorOffset;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where SQLite says an error is: at the circumflex, or nowhere. The places were taken from {@code sqlite3_error_offset}
 * of SQLite itself.
 */
class ErrorOffsetTest {
    private static final String[] SCHEMA = {
        "create table ai (a, \"b c\", d)",
        "create table bi (b, a2)",
        "create view v as select nope2 from ai",
        "create trigger g after delete on ai begin select nope3; end"
    };

    private final SqliteDatabase database;

    ErrorOffsetTest() throws SQLException {
        database = new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of())));
        for (String sql : SCHEMA) {
            try (PreparedStatement create = database.prepare(sql)) {
                create.execute();
            }
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private void check(String marked) {
        check(marked, ";");
    }

    private void check(String marked, String end) {
        int mark = marked.indexOf('^');
        String sql = marked.replace("^", "");
        int expected = mark < 0 ? -1 : marked.substring(0, mark).getBytes(StandardCharsets.UTF_8).length;
        for (String text : new String[] {sql, "/* ä */ " + sql, sql + end}) {
            String error = database.compileError(text);
            assertNotNull(error, text);
            int offset = new ErrorOffset(database::compileError, SqlStatement.first(text), 100).of(error);
            assertEquals(expected < 0 ? -1 : expected + (text.startsWith("/*") ? 9 : 0), offset, text + ": " + error);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ^nope",
                "select a, ^nope from ai",
                "select ^nope, nope from ai",
                "select a as nope2, ^nope2 + nope from ai",
                "select ^NoPe from ai",
                "select \"a\" , ^ai.nope from ai",
                "select ^x.nope from ai x",
                "select ^x . nope from ai x",
                "select ^main.ai.nope from ai",
                "select ^[nope].a from ai",
                "select ^`nope` from ai",
                "select 'nope', ^nope from ai",
                "select /* nope */ ^nope from ai",
                "select 'ä', ^nope",
                "select ^a from ai, ai",
                "select ^a from ai x join ai y where a = 1",
                "select a from ai order by ^nope",
                "select a from ai group by ^nope",
                "select a from ai where d = ^nope",
                "select a from ai limit ^nope",
                "select (select ^nope) from ai",
                "select * from ai where a in (select ^nope from bi)",
                "insert into ai values (^nope)",
                "insert into ai (nope) values (1)",
                "insert into ai values (1, 2, 3) returning ^nope",
                "delete from ai where ^nope = 1",
                "create table if not exists x (a, a)",
                "select * from nope.ai",
                "select * from v",
                "create index i on ai (^nope)",
                "create index i on ai (a) where ^nope = 1",
                "select * from ai join (select ^nope) on 1",
                "select a from ai where a between 1 and ^nope",
                "select a from ai having nope",
                "with c as (select ^nope) select * from c",
                "with c as (select 1) select ^nope from c",
                "values (^nope)",
                "values (1), (^nope)",
                "explain select ^nope",
                "select ^nope collate nocase",
                "select a, (select b from bi where b = ^nope) from ai",
                "select ^nope.a from ai",
                "select a from ai where ^ai.nope = 1 and nope2 = 1",
                "replace into ai values (1, 2, ^nope)",
                "select group_concat(a, ^nope) from ai",
                "select iif(^nope, 1, 2)",
                "select json_extract(^nope, '$')",
                "select ^[1] from ai",
                "select a, ^[1], \"1\" from ai",
                "select ^zz from ai",
                "select ^ZA from ai",
                "select ^éa from ai",
                "select ^\"é\".\"1\" from ai",
                "select ^nope from ai where nope (1)",
                "select a from ai where ^nope in (nope (1), 1)",
                "select nope from ai union select ^nope from bi",
                "select ^a.nope, nope.a from ai a"
            })
    void findsNames(String marked) {
        check(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ^nope()",
                "select ^abs()",
                "select ^abs(1,2)",
                "select abs(^nope())",
                "select 'nope', ^\"nope\"(1)",
                "select a from ai where nope(a) or ^nope(1)",
                "select count(*) from ai where ^count(*) = 1",
                "select sum(^sum(a)) from ai",
                "select ^abs(a) over () from ai",
                "select ^lag(a) from ai",
                "select ^row_number()",
                "select ^likelihood(a, 2) from ai",
                "select ^0x11111111111111111",
                "select -^0x11111111111111111",
                "select a from ai where a ^regexp 'x'",
                "select a from ai where ^regexp(1, 2)",
                "select a from ai where ^\"regexp\"(1)",
                "select a from ai where 'regexp' <> a ^regexp a",
                "select sum(a) filter (where ^nope) from ai",
                "select sum(a) over (partition by ^nope) from ai"
            })
    void findsCallsAndNumbers(String marked) {
        check(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ^?0",
                "select ^?101",
                "select ?100, ^?",
                "select ?1, ^?101, ?102",
                "select ^?99999999999",
                "select ?100, ^:b",
                "select :a, :a, ?99, ?, ^?",
                "select ?99, :a, :a, ^:b",
                "select ?5, ?3, ?99, ?, ^?",
                "select ?00100, ^?",
                "select ?1, :a, ?99, ?, :a, ^@b",
                "create table ^ai(x",
                "create table main.^ai (a)",
                "select * from ai ^cross left join bi",
                "create table ^ai (a)",
                "create view ^v as select 1",
                "create trigger ^g after insert on ai begin select 1; end",
                "create table ^nope.x (a)",
                "pragma ^nope.table_info(ai)",
                "select * from ai ^natural left inner join bi",
                "alter table ai rename column ^nope to x",
                "alter table ai rename column ^\"nope\" to x",
                "alter table ai drop column ^nope"
            })
    void findsWhatTheParserQuotes(String marked) {
        check(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from ai left inner bi",
                "select 1 +",
                "select 1 + + ^* 2",
                "select (1",
                "select 1^)",
                "select 1 from",
                "^selec 1",
                "select ^'abc",
                "select ^\"abc",
                "select ^[abc",
                "select 1 ^!",
                "select 1 where ^# = 1",
                "select 1 + ^;",
                "select (1^;",
                "select 1 from ^;",
                "values ^;",
                "select 1^);"
            })
    void findsTokensThatDoNotFit(String marked) {
        check(marked, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ai set a = ^nope",
                "update ai set nope = a",
                "update ai set a = 1, nope = 2",
                "update ai set (nope) = (1)",
                "update ai set (a, nope) = (select 1, 2)",
                "update ai set a = 1 where ^nope",
                "update ai set a = (^nope)",
                "update ai set a = d, d = ^nope returning a",
                "update ai set nope = (select ^nope from ai)",
                "update ai set a = 1 from bi where ^nope = 1"
            })
    void findsNoTargetOfAnUpdate(String marked) {
        check(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from ai join bi on nope = 1",
                "select * from ai join bi on a = nope",
                "select * from ai join bi on a = b and (nope = 1)",
                "select * from ai join bi on abs(nope) = 1",
                "select * from ai join bi on a in (1, ^nope)",
                "select * from ai join bi on nope in (1, 2)",
                "select * from ai join bi on a not in (^nope)",
                "select * from ai join bi on a between ^nope and 2",
                "select * from ai join bi on nope between 1 and 2",
                "select * from ai join bi on a between 1 and ^nope",
                "select * from ai join bi on a between 1 and 2 or nope",
                "select * from ai join bi on a between 1 and 2 + ^nope",
                "select * from ai join bi on a between 1 and abs(^nope)",
                "select * from ai join bi on a between 1 and 2 = nope",
                "select * from ai join bi on case when ^nope then 1 end",
                "select * from ai join bi on case when 1 then ^nope else 2 end",
                "select * from ai join bi on case nope when 1 then 2 end",
                "select * from ai join bi on case a when ^nope then 2 end",
                "select * from ai join bi on case a when 1 then 2 end = nope",
                "select * from ai join bi on (a, b) = (^nope, 1)",
                "select * from ai join bi on (^nope, b) = (1, 2)",
                "select * from ai join bi on (a + nope) = 1",
                "select * from ai join bi on exists (select ^nope)",
                "select * from ai join bi on a = (select ^nope)",
                "select * from ai join bi on a in (select ^nope)",
                "select * from ai join bi on 1 join bi c on nope",
                "select * from ai join bi on 1 join json_each(^nope)",
                "select * from ai join bi on 1, json_each(^nope)",
                "select * from ai join bi on 1 where ^nope",
                "select * from ai join bi on 1 group by ^nope",
                "select * from ai join bi on 1 order by ^nope",
                "select * from ai join bi on 1 limit ^nope",
                "select * from ai join bi on 1 union select ^nope",
                "select * from ai join bi on nope union select 1",
                "select * from ai left join bi on nope",
                "select * from (select ^nope from ai join bi on 1)",
                "select * from (select 1 from ai join bi on nope)",
                "select a from ai join bi on a collate nope = 1",
                "select a from ai join bi on a is not distinct from nope",
                "select a from ai join bi on a like b escape nope",
                "select a from ai join bi on not nope",
                "select a from ai join bi on -nope",
                "select a from ai join bi on cast(nope as text)",
                "select a from ai join bi on max(1, nope)",
                "select a from ai join bi on max(1, a in (^nope))",
                "select a from ai join bi on nope is null",
                "select a from ai join bi on nope(1)",
                "select a from ai join bi on a = sum(b)",
                "select ^a.nope from ai a join bi on 1"
            })
    void findsWhatAJoinLeavesInItsLists(String marked) {
        check(marked);
    }
}
