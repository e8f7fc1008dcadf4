package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What D1's authorizer refuses, written plainly or hidden in a schema that another program has made. */
class CompiledCheckTest {
    private static final String NOT_AUTHORIZED = "not authorized: SQLITE_AUTH";

    private final RunnerInMemory db;

    CompiledCheckTest() throws SQLException {
        db = new RunnerInMemory(
                "create table t (a, b text)",
                "insert into t values (1, 'x')",
                "create table _cf_kv (k primary key)",
                "insert into _cf_kv values ('secret')",
                "create index plain on _cf_kv (k)",
                "create table _cf_log (l)",
                "insert into _cf_log values ('secret')",
                "create table dated (d default (sqlite_version()), e)",
                "create table guarded (a)",
                "create trigger g after insert on guarded begin select sqlite_version(); end",
                "create view versions as select sqlite_version() as v",
                "create view journal as select * from pragma_journal_mode",
                "create view columns as select name from pragma_table_info('t')",
                "create view functions as select * from pragma_function_list",
                "create view _cf_all as select * from _cf_kv",
                "create view keys as select * from _cf_kv",
                "create table copied (k references _cf_kv (k))",
                "create table emptied (a)",
                "create trigger h after insert on emptied begin delete from _cf_kv; end");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "commit", "end", "rollback", "savepoint s", "release s", "explain begin"})
    void refusesToControlTransactions(String sql) {
        String refusal = db.refusal(sql);
        assertTrue(refusal.startsWith("To execute a transaction, please use the state.storage.transaction()"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attach ':memory:' as x",
                "explain attach ':memory:' as x",
                "detach x",
                "create temp table x (a)",
                "create temporary view x as select 1",
                "create temp trigger x after insert on t begin select 1; end",
                "explain create temp table x (a)",
                "create table temp.x (a)",
                "create virtual table x using dbstat",
                "create virtual table x using \"dbstat\"",
                "create virtual table main.x using fts3 (a)",
                "create virtual table if not exists x using nope",
                "create virtual table temp.x using fts5 (a)"
            })
    void refusesOtherDatabasesAndModules(String sql) {
        assertEquals(NOT_AUTHORIZED, db.refusal(sql));
    }

    @Test
    void refusesTemporaryObjectsWhateverTheSchemaHolds() throws SQLException {
        try (RunnerInMemory empty = new RunnerInMemory()) {
            for (String what : List.of("table x (a)", "view x as select 1")) {
                assertEquals(NOT_AUTHORIZED, empty.refusal("create temp " + what));
                assertEquals(NOT_AUTHORIZED, empty.refusal("create temporary " + what));
            }
        }
    }

    @Test
    void refusesTablesOfAModuleThatIsMissing() throws SQLException {
        String virtual =
                "insert into sqlite_master values ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING lost (a)')";
        try (RunnerInMemory other = new RunnerInMemory(
                "pragma writable_schema = on", virtual, "pragma writable_schema = reset", "create table t (a)")) {
            assertEquals(NOT_AUTHORIZED, other.refusal("select * from v"));
            assertEquals(List.of(), other.rows("select * from t"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x (a)",
                "create table x as select 1 as temp",
                "create view x as select 1",
                "create unique index x on t (a)",
                "create trigger x after insert on t begin select 1; end",
                "create virtual table x using fts5 (a)",
                "CREATE VIRTUAL TABLE main.x USING RTree (id, low, high)",
                "create virtual table if not exists x using \"rtree_i32\" (id, low, high)",
                "select count(*) from sqlite_temp_master",
                "select count(*) from temp.sqlite_master",
                "select a as attach from t",
                "select a as temp from t",
                "select temp.a from t as temp",
                "select temp from (select 1 as temp)",
                "select virtual from (select 1 as virtual)",
                "select a _cf_kv from t"
            })
    void allowsWhatIsTheApplications(String sql) throws SQLException {
        assertTrue(db.run(sql).rows().size() <= 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from _cf_kv",
                "select * from \"_CF_KV\"",
                "select count(*) from main._cf_kv",
                "select (select k from _cf_kv)",
                "insert into _cf_kv values (1)",
                "insert into t (a) select k from _cf_kv",
                "update _cf_kv set k = 1",
                "delete from _cf_kv",
                "explain select * from _cf_kv",
                "select 1 from t join _cf_kv on k = a",
                "delete from _cf_log",
                "drop table _cf_log",
                "drop table _cf_kv",
                "drop table if exists main._cf_kv",
                "drop index plain",
                "create index more on _cf_kv (k)",
                "alter table _cf_kv rename to kv",
                "alter table main.\"_cf_kv\" rename column k to key",
                "alter table _cf_kv add column more",
                "create trigger more after insert on _cf_kv begin select 1; end",
                "create virtual table more using fts5 (k, content='_cf_kv')",
                "create virtual table more using fts5 (k, content=_cf_kv)",
                "select * from keys",
                "select * from _cf_all",
                "insert into copied values ('secret')",
                "insert into emptied values (1)"
            })
    void hidesReservedTables(String sql) throws SQLException {
        assertEquals(NOT_AUTHORIZED, db.refusal(sql));
        assertEquals(List.of("secret"), db.database.texts("select k from _cf_kv join _cf_log on k = l"));
    }

    @Test
    void allowsReservedNamesThatAreNoTables() throws SQLException {
        assertEquals(List.of(List.of(1L)), db.rows("select a as _cf_kv from t"));
        assertEquals(List.of(List.of("x")), db.rows("select _cf_kv.b from t as _cf_kv"));
        assertEquals("no such table: _cf_other: SQLITE_ERROR", db.refusal("select * from _cf_other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reindex", "select a from t", "delete from t", "drop table t"})
    void allowsTheRestOfADatabaseThatHasReservedTables(String sql) throws SQLException {
        assertNotNull(db.run(sql));
        assertEquals(List.of("secret"), db.database.texts("select k from _cf_kv"));
    }

    @Test
    void refusesFunctionsThatTheSchemaCalls() throws SQLException {
        String refused = "not authorized to use function: sqlite_version: SQLITE_ERROR";
        assertEquals(refused, db.refusal("select * from versions"));
        assertEquals(refused, db.refusal("insert into dated (e) values (1)"));
        assertEquals(refused, db.refusal("insert into guarded values (1)"));
        assertEquals(1, db.run("insert into dated (d, e) values (1, 2)").meta().changes());
        assertEquals(List.of(), db.rows("select * from guarded"));
    }

    @Test
    void refusesPragmasThatTheSchemaReads() throws SQLException {
        assertEquals(NOT_AUTHORIZED, db.refusal("select * from journal"));
        assertEquals(NOT_AUTHORIZED, db.refusal("select * from functions"));
        assertEquals(List.of(List.of("a"), List.of("b")), db.rows("select * from columns"));
    }

    @Test
    void readsTheAllowedPragmasAsTables() throws SQLException {
        assertEquals(List.of(List.of("a"), List.of("b")), db.rows("select name from pragma_table_info('t')"));
        assertEquals(List.of(List.of(1L)), db.rows("select * from pragma_foreign_keys"));
        assertEquals(List.of(List.of(4096L)), db.rows("select * from \"PRAGMA_PAGE_SIZE\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from pragma_journal_mode",
                "select * from Pragma_Function_List",
                "select * from main.pragma_database_list",
                "select (select count(*) from pragma_compile_options)",
                "select 1 from t join pragma_user_version",
                "select name from pragma_table_info('t'), pragma_user_version"
            })
    void refusesOtherPragmasAsTables(String sql) {
        assertEquals(NOT_AUTHORIZED, db.refusal(sql));
    }

    @Test
    void knowsNoModulesButThoseOfD1() {
        assertEquals("no such table: dbstat: SQLITE_ERROR", db.refusal("select * from dbstat"));
        assertEquals("no such table: dbstat: SQLITE_ERROR", db.refusal("select * from main.\"DbStat\""));
        assertEquals(
                "no such table: sqlite_stmt: SQLITE_ERROR",
                db.refusal("select json_each.key from json_each('[1]'), sqlite_stmt"));
    }

    @Test
    void readsTablesThatAreNamedLikeModules() throws SQLException {
        db.run("create virtual table Dbstat using fts5 (a)");
        db.run("insert into dbstat values ('some words')");
        assertEquals(List.of(List.of("some words")), db.rows("select * from dbstat where dbstat match 'words'"));
        assertEquals(
                List.of(List.of("some words")),
                db.rows("select * from dbstat, json_each('[1]') limit 1").stream()
                        .map(row -> row.subList(0, 1))
                        .toList());
    }

    @Test
    void readsTheModulesOfD1() throws SQLException {
        assertEquals(List.of(List.of(5L)), db.rows("select value from json_each('[5]')"));
        assertEquals(List.of(List.of(1L)), db.rows("select a as dbstat from t, json_each('[1]')"));
    }

    @Test
    void altersTables() throws SQLException {
        db.run("alter table t rename to renamed");
        db.run("alter table renamed rename column a to c");
        db.run("alter table renamed add column d default 5");
        db.run("alter table renamed drop column b");
        assertEquals(List.of("c", "d"), db.run("select * from renamed").columns());
        assertEquals(List.of(List.of(1L, 5L)), db.rows("select * from renamed"));
    }
}
