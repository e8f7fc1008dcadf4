package dev.isobar.backend.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.d1.D1Database;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases in memory are managed at run time; a file is one database. */
class MemoryDatabasesTest {
    @Test
    void createsAndDropsDatabases() {
        try (Env env = Env.builder().bind(Service.D1, "DB", "memory:").open()) {
            D1Database shop = env.d1("DB");
            shop.exec("CREATE TABLE items (id INTEGER)");
            Stores databases = env.stores("DB");

            assertTrue(databases.create("audit"));
            assertEquals(List.of("DB", "audit"), databases.list());
            databases.open("audit", D1Database.class).exec("CREATE TABLE items (id INTEGER)");
            assertTrue(databases.drop("DB"));
            assertThrows(ConflictException.class, () -> shop.exec("CREATE TABLE more (id INTEGER)"));
            assertTrue(databases.create("DB"));
            databases.open("DB", D1Database.class).exec("CREATE TABLE items (id INTEGER)");
        }
    }

    @Test
    void managesNoDatabasesInAFile(@TempDir Path folder) {
        String url = "jdbc:sqlite:" + folder.resolve("app.db");

        try (Env env = Env.builder().bind(Service.D1, "DB", url).open()) {
            assertThrows(UnsupportedCapabilityException.class, () -> env.stores("DB"));
            assertFalse(env.toString().contains(folder.toString()));
        }
    }

    @Test
    void takesSettingsOfAJdbcUrlInMemory() {
        try (Env env = Env.builder()
                .bind(Service.D1, "DB", "jdbc:sqlite::memory:?timeout=5s&limits=sqlite")
                .open()) {
            env.d1("DB").exec("CREATE TABLE items (id INTEGER)");

            assertEquals(List.of("DB"), env.stores("DB").list());
        }
    }
}
