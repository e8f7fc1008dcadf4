package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

/** Rules ENV-FILE-02, ENV-FILE-04 and ENV-VAL-06: files, their places, and those that cannot be read. */
class ConfigFileTest {
    private static final String JSON = """
        {
          // a comment
          "name": "shop",
          "kv_namespaces": [
            {"binding": "CACHE"},
            {
              "binding": "OTHER"
            },
          ],
        }
        """;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> problems = new ArrayList<>();

    private @Nullable ConfigFile read(Path path) {
        FileSource source = new FileSource(folder, new ClassPath(List.of()));
        return ConfigFile.read(source, path.getFileName().toString(), problems);
    }

    private ConfigFile file(String name, String text) throws IOException {
        Path path = Files.writeString(folder.resolve(name), text);
        return Objects.requireNonNull(read(path), problems::toString);
    }

    private String problem(String name, byte[] content) throws IOException {
        Path path = Files.write(folder.resolve(name), content);
        assertNull(read(path));
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0).replace(folder + "/", "");
    }

    private String problem(String name, String content) throws IOException {
        return problem(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "wrangler.json, /name, 3",
        "wrangler.json, /kv_namespaces, 4",
        "wrangler.json, /kv_namespaces/0, 5",
        "wrangler.json, /kv_namespaces/0/binding, 5",
        "wrangler.jsonc, /kv_namespaces/1, 6",
        "wrangler.jsonc, /kv_namespaces/1/binding, 7",
        "wrangler.jsonc, /kv_namespaces/1/id, 6",
    })
    void findsTheLineOfAPartOrOfWhatItIsIn(String name, String pointer, int line) throws IOException {
        String place = file(name, JSON).place(JsonPointer.compile(pointer));

        assertEquals(
                name + ":" + line + ": "
                        + pointer.substring(1).replaceAll("/(\\d)", "[$1]").replace('/', '.'),
                place.replace(folder + "/", ""));
    }

    @Test
    void namesTheFileAloneForAllOfIt() throws IOException {
        assertEquals(
                folder.resolve("wrangler.json").toString(),
                file("wrangler.json", "{}").place(JsonPointer.empty()));
    }

    @Test
    void showsPathsBelowTheWorkingDirectoryWithoutIt() {
        assertEquals("a/b.toml", FileSource.shown(Path.of("a", "x", "..", "b.toml")));
        assertEquals(Path.of("").toAbsolutePath().toString(), FileSource.shown(Path.of("")));
        assertEquals("/b.toml", FileSource.shown(Path.of("/b.toml")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", ""})
    void refusesWhatIsNotAnObject(String json) throws IOException {
        assertEquals("wrangler.json: must hold an object", problem("wrangler.json", json));
    }

    @Test
    void refusesFilesThatAreNotText() throws IOException {
        assertEquals(
                "wrangler.toml: not UTF-8; save the file as UTF-8",
                problem("wrangler.toml", new byte[] {'a', '=', '\'', (byte) 0xE9, '\''}));
    }

    @Test
    void refusesFilesThatCannotBeRead() {
        assertNull(read(folder.resolve("none.toml")));

        assertEquals(List.of(folder + "/none.toml: cannot be read (NoSuchFileException)"), problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wrangler.json | {\"a\": 1, \"a\": 2} | wrangler.json:1:13: not valid JSON: ",
                "wrangler.json | {\"a\" 1}            | wrangler.json:1:6: not valid JSON: ",
                "wrangler.toml | a = 1;a = 2         | wrangler.toml:2:6: not valid TOML: ",
                "wrangler.toml | a = =               | wrangler.toml:1:5: not valid TOML: ",
            })
    void namesLineAndColumnOfASyntaxError(String name, String text, String start) throws IOException {
        String problem = problem(name, text.replace(';', '\n'));

        assertTrue(problem.startsWith(start), problem);
        assertTrue(problem.length() > start.length() + 1, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "wrangler.json | {\"a\": hunter2}",
                "wrangler.json | {\"a\": \"x\" hunter2}",
                "wrangler.toml | a = hunter2"
            })
    void quotesNoWordOfALineThatCannotBeRead(String name, String text) throws IOException {
        String problem = problem(name, text);

        assertTrue(!problem.contains("hunter2"), problem);
    }

    @Test
    void knowsTheFolderOfItsPaths() throws IOException {
        assertEquals(folder.toAbsolutePath(), file("isobar.toml", "").folder());
    }
}
