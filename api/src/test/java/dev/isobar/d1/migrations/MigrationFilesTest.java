package dev.isobar.d1.migrations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFilesTest {
    private static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");

    @TempDir
    private Path folder;

    private MigrationFiles files(String glob) {
        return new MigrationFiles(folder, glob);
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    @Test
    void ordersByNumbersThenTexts() {
        List<String> ordered = List.of(
                "0_a.sql",
                "0001_b.sql",
                "1_a.sql",
                "2.sql",
                "9_a.sql",
                "9_b/1_x.sql",
                "9_b/2_a.sql",
                "9_b/10_a.sql",
                "9_b/a.sql",
                "10_a.sql",
                "20240229120000_a.sql",
                "99999999999999999999999_a.sql",
                "_1.sql",
                "a1.sql",
                "b.sql");
        List<String> mixed = new ArrayList<>(ordered);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(mixed, new Random(seed));
            mixed.sort(MigrationFiles::compare);
            assertEquals(ordered, mixed);
        }
    }

    @Test
    void ordersAFolderBeforeWhatItHolds() {
        assertTrue(MigrationFiles.compare("1_a", "1_a/b") < 0);
        assertTrue(MigrationFiles.compare("1_a/b", "1_a") > 0);
        assertEquals(0, MigrationFiles.compare("1_a/b", "1_a/b"));
    }

    @Test
    void takesTheFilesOfThePattern() throws IOException {
        write("1_a.sql", "2_b/up.sql", "2_b/down.sql", "2_b/deeper/up.sql", ".hidden/up.sql", "3_c/.up.sql", "4.txt");
        Files.createDirectory(folder.resolve("5_folder.sql"));

        assertEquals(List.of("1_a.sql"), files("*.sql").names());
        assertEquals(List.of("2_b/up.sql"), files("*/up.sql").names());
        assertEquals(
                List.of("2_b/deeper/up.sql", "2_b/up.sql"), files("**/up.sql").names());
        assertEquals(List.of(), files("*.ddl").names());
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class, () -> new MigrationFiles(folder.resolve("none"), "*.sql").names());

        assertEquals("No migrations present at " + folder.resolve("none") + ".", refused.getMessage());
        assertEquals("migrations.list", refused.operation());
    }

    @Test
    void numbersNewFiles() throws IOException {
        MigrationFiles files = new MigrationFiles(folder.resolve("new/folder"), "*.sql");

        Path first = files.create(" add users ", NOW);
        Path second = files.create("drop\tit", NOW);

        assertEquals("0001_add_users.sql", String.valueOf(first.getFileName()));
        assertEquals("0002_drop_it.sql", String.valueOf(second.getFileName()));
        assertEquals("-- Migration number: 0001 \t 2026-04-01T12:00:00Z\n", Files.readString(first));
    }

    @Test
    void numbersAfterTheLargestOne() throws IOException {
        write("9998_a.sql", "9999_b.sql", "c.sql");

        assertEquals(
                "10000_d.sql", String.valueOf(files("*.sql").create("d", NOW).getFileName()));
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(folder.resolve("0001_a.sql"), "mine");

        assertThrows(FileAlreadyExistsException.class, () -> files("*.ddl").create("a", NOW));

        assertEquals("mine", Files.readString(folder.resolve("0001_a.sql")));
    }
}
