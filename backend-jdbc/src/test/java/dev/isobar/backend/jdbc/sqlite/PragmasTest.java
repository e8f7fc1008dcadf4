package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.D1Failure;
import dev.isobar.spi.support.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PragmasTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pragma table_list",
                "PRAGMA Table_Info(t)",
                "pragma table_info = t",
                "pragma table_info(\"_c\")",
                "pragma main.table_xinfo('t')",
                "pragma \"table_info\"(t)",
                "explain pragma table_list",
                "pragma data_version",
                "pragma quick_check(5)",
                "pragma quick_check(t)",
                "pragma foreign_key_check(t)",
                "pragma optimize(0x10002)",
                "pragma foreign_keys",
                "pragma foreign_keys = on",
                "pragma foreign_keys(OFF)",
                "pragma main.recursive_triggers = 'true'",
                "pragma case_sensitive_like = 1",
                "pragma legacy_alter_table = \"no\"",
                "pragma ignore_check_constraints = yes",
                "pragma reverse_unordered_selects = false",
                "pragma defer_foreign_keys = 0",
                "pragma",
                "pragma 1",
                "pragma unknown.journal_mode",
                "pragma table_info ("
            })
    void passes(String sql) {
        assertDoesNotThrow(() -> Pragmas.check(SqlStatement.first(sql)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pragma journal_mode",
                "pragma journal_mode = delete",
                "pragma \"journal_mode\"",
                "pragma 'journal_mode'",
                "pragma main.journal_mode",
                "pragma temp.table_list",
                "pragma table_info",
                "pragma index_list",
                "pragma data_version(1)",
                "pragma data_version = 1",
                "pragma foreign_keys = 2",
                "pragma foreign_keys = maybe",
                "pragma defer_foreign_keys(x)",
                "pragma table_info(_cf_kv)",
                "pragma table_info('_CF_KV')",
                "pragma table_xinfo = \"_cf_\"",
                "pragma writable_schema = on",
                "pragma main.user_version = 1",
                "pragma journal_mode ("
            })
    void isRefused(String sql) {
        assertEquals(
                "not authorized: SQLITE_AUTH",
                assertThrows(D1Failure.class, () -> Pragmas.check(SqlStatement.first(sql)))
                        .text());
    }

    @Test
    void mayBeReadAsTables() {
        for (String pragma : new String[] {"table_info", "data_version", "foreign_keys", "optimize", "index_xinfo"}) {
            assertTrue(Pragmas.readableAsTable(pragma), pragma);
        }
        for (String pragma : new String[] {"database_list", "journal_mode", "", "table_info "}) {
            assertFalse(Pragmas.readableAsTable(pragma), pragma);
        }
    }
}
