package dev.isobar.examples.docsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DocsearchTest {
    private static final List<String> SUBJECTS = List.of("harbour", "orchard", "glacier", "lantern", "violin");

    private final Path folder;
    private final Path docs;
    private final Path config;

    DocsearchTest(@TempDir Path folder) {
        this.folder = folder;
        this.docs = folder.resolve("docs");
        this.config = folder.resolve("config");
    }

    @BeforeEach
    void copyConfiguration() throws IOException {
        Files.createDirectory(docs);
        Files.createDirectories(config.resolve("migrations"));
        for (String file : List.of("wrangler.jsonc", "isobar.toml", "migrations/0001_documents.sql")) {
            Files.copy(Path.of(file), config.resolve(file));
        }
    }

    private record Run(int exitCode, String out, String err) {}

    private Run docsearch(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[arguments.length + 2];
        all[0] = "--config";
        all[1] = config.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        CommandLine line =
                Docsearch.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Run(line.execute(all), out.toString(), err.toString());
    }

    private void write(String name, String text) throws IOException {
        Path file = docs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void keepOnDisk() throws IOException {
        String url =
                "jdbc:sqlite:" + folder.resolve("state/docsearch.db").toString().replace('\\', '/');
        Files.writeString(
                config.resolve("isobar.toml"),
                "[backends]\nDB = \"" + url + "\"\nCHUNKS = \"memory:?dimensions=384&metric=cosine\"\n");
    }

    @Test
    void findsTheOnlyFileOfTwoHundredThatHasTheWords() throws IOException {
        for (int i = 0; i < 200; i++) {
            String subject = SUBJECTS.get(i % SUBJECTS.size());
            write(
                    "part" + i % 7 + "/note" + i + ".md",
                    "# Note " + i + "\n\nAbout a " + subject + ", told in code q" + i + "x.\n");
        }

        Run run = docsearch("search", "--in", docs.toString(), "--limit", "1", "q137x");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("200 files: 200 indexed, 0 unchanged, 0 removed, 0 unreadable"), run.out());
        assertTrue(run.out().contains("docs/part4/note137.md - Note 137"), run.out());
        assertTrue(run.out().contains("[q137x]"), run.out());
    }

    @Test
    void namesAFileThatIsNoTextAndIndexesTheOthers() throws IOException {
        write("good.md", "# Tides\n\nThe tide turns.\n");
        Files.write(docs.resolve("bad.md"), new byte[] {(byte) 0xC3, (byte) 0x28, 0, 1});

        Run run = docsearch("search", "--in", docs.toString(), "tide");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("2 files: 1 indexed, 0 unchanged, 0 removed, 1 unreadable"), run.out());
        assertTrue(run.out().contains("docs/bad.md: not UTF-8 text"), run.out());
    }

    @Test
    void keepsItsIndexOnDiskAndFollowsChanges() throws IOException {
        keepOnDisk();
        write("a.md", "# Bells\n\nThe bell rings at noon.\n");
        write("b.md", "# Ropes\n\nThe rope is wet.\n");
        Run first = docsearch("index", docs.toString());
        write("a.md", "# Bells\n\nThe gong sounds at dusk.\n");
        Files.delete(docs.resolve("b.md"));
        write("c.md", "# Sails\n\nThe sail is furled.\n");

        Run second = docsearch("index", docs.toString());
        Run found = docsearch("search", "gong");
        Run stats = docsearch("stats");

        assertTrue(first.out().contains("2 files: 2 indexed"), first.out());
        assertTrue(second.out().contains("2 files: 2 indexed, 0 unchanged, 1 removed"), second.out());
        assertTrue(found.out().contains("docs/a.md - Bells"), found.out());
        assertTrue(stats.out().contains("2 documents"), stats.out());
        assertTrue(stats.out().contains("2 vectors"), stats.out());
    }

    @Test
    void leavesUnchangedFilesAlone() throws IOException {
        keepOnDisk();
        write("a.md", "# Bells\n\nThe bell rings at noon.\n");
        docsearch("index", docs.toString());

        Run again = docsearch("index", docs.toString());

        assertTrue(again.out().contains("1 files: 0 indexed, 1 unchanged"), again.out());
    }

    @Test
    void saysWhatToDoWhenNothingIsIndexed() {
        Run run = docsearch("search", "anything");

        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("nothing is indexed; run: docsearch index FOLDER"), run.out());
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Run run = docsearch("index", folder.resolve("nowhere").toString());

        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("nowhere does not exist"), run.err());
    }

    @Test
    void tellsAllMistakesOfTheConfiguration() throws IOException {
        Files.writeString(
                config.resolve("isobar.toml"), "[backends]\nDB = \"redis://localhost\"\nTYPO = \"memory:\"\n");

        Run run = docsearch("stats");

        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("DB") && run.err().contains("TYPO"), run.err());
    }

    @Test
    void drawsABarOnATerminal() {
        StringWriter out = new StringWriter();

        new Progress(new PrintWriter(out), true, 4).step(2);

        assertEquals("\r[####################                    ] 2/4", out.toString());
    }
}
