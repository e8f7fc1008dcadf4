package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-BIND-01 to ENV-BIND-05, ENV-ENV-01, ENV-ENV-02 and ENV-ENV-04: bindings in wrangler's file. */
class WranglerFileTest {
    private ConfigFolder folder = new ConfigFolder(Path.of(""));

    @BeforeEach
    void create(@TempDir Path path) {
        folder = new ConfigFolder(path);
    }

    private Configuration read(String toml) throws IOException {
        return folder.write("wrangler.toml", toml).read();
    }

    private List<String> problems(String toml) throws IOException {
        return folder.write("wrangler.toml", toml).problems();
    }

    private DeclaredBinding binding(String toml) throws IOException {
        List<DeclaredBinding> bindings = read(toml).bindings();
        assertEquals(1, bindings.size(), bindings::toString);
        return bindings.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "[[kv_namespaces]]          | id = 'x'                               | KV        | x",
                "[[kv_namespaces]]          | preview_id = 'x'                       | KV        | none",
                "[[d1_databases]]           | database_id = 'x'                      | D1        | x",
                "[[d1_databases]]           | database_name = 'x'                    | D1        | x",
                "[[d1_databases]]           | database_id='x'; database_name='y'     | D1        | x",
                "[[d1_databases]]           | other = 1                              | D1        | none",
                "[[r2_buckets]]             | bucket_name = 'x'                      | R2        | x",
                "[[r2_buckets]]             | jurisdiction = 'eu'                    | R2        | none",
                "[[vectorize]]              | index_name = 'x'                       | VECTORIZE | x",
                "[[queues.producers]]       | queue = 'x'                            | QUEUES    | x",
                "[ai]                       | remote = true                          | AI        | none",
            })
    void readsABindingOfEachService(String table, String keys, Service service, @Nullable String store)
            throws IOException {
        DeclaredBinding found = binding(table + "\nbinding = 'B'\n" + keys.replace(";", "\n"));

        assertEquals(service, found.service());
        assertEquals("B", found.name());
        assertEquals(store, found.resource());
        assertNull(found.deliveryDelay());
        assertEquals(service == Service.D1, found.migrations() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CACHE", "_", "$", "a1", "Z_9$"})
    void takesIdentifiersAsNames(String name) throws IOException {
        assertEquals(
                name, binding("[[kv_namespaces]]\nbinding = '" + name + "'\n").name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "my-cache", "a b", "é", "a."})
    void refusesOtherNames(String name) throws IOException {
        assertEquals(
                List.of("wrangler.toml:1: kv_namespaces[0]: a binding's name must be an identifier: letters, digits, _"
                        + " and $, no digit first"),
                problems("[[kv_namespaces]]\nbinding = '" + name + "'\n"));
    }

    /** Keys of texts, each in a table that has what it must have. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[kv_namespaces]]    | binding='B'            | id                 | kv_namespaces[0]",
                "[[kv_namespaces]]    | binding='B'            | preview_id         | kv_namespaces[0]",
                "[[kv_namespaces]]    | id='x'                 | binding            | kv_namespaces[0]",
                "[[d1_databases]]     | binding='B'            | database_id        | d1_databases[0]",
                "[[d1_databases]]     | binding='B'            | database_name      | d1_databases[0]",
                "[[d1_databases]]     | binding='B'            | migrations_dir     | d1_databases[0]",
                "[[d1_databases]]     | binding='B'            | migrations_table   | d1_databases[0]",
                "[[d1_databases]]     | binding='B'            | migrations_pattern | d1_databases[0]",
                "[[r2_buckets]]       | binding='B'            | bucket_name        | r2_buckets[0]",
                "[[vectorize]]        | binding='B'            | index_name         | vectorize[0]",
                "[[queues.producers]] | binding='B'            | queue              | queues.producers[0]",
                "[[queues.consumers]] | max_retries=1          | queue              | queues.consumers[0]",
                "[[queues.consumers]] | queue='q'              | dead_letter_queue  | queues.consumers[0]",
                "[[queues.consumers]] | queue='q'              | type               | queues.consumers[0]",
                "[ai]                 | remote=true            | binding            | ai",
            })
    void refusesTextsThatAreEmptyOrOfAnotherType(String table, String keys, String key, String place)
            throws IOException {
        for (String value : List.of("''", "1", "true", "['x']", "{ x = 'y' }")) {
            assertEquals(
                    List.of("wrangler.toml:3: " + place + "." + key + ": must be a text that is not empty"),
                    problems(table + "\n" + keys + "\n" + key + " = " + value + "\n"),
                    value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kv_namespaces = { binding = 'B' } | kv_namespaces: must be an array of tables",
                "d1_databases = 'B'                | d1_databases: must be an array of tables",
                "r2_buckets = 1                    | r2_buckets: must be an array of tables",
                "vectorize = true                  | vectorize: must be an array of tables",
                "kv_namespaces = ['B']             | kv_namespaces[0]: must be a table",
                "ai = 'B'                          | ai: must be a table",
                "queues = 'B'                      | queues: must be a table with 'producers' and 'consumers'",
                "queues = { producers = 1 }        | queues.producers: must be an array of tables",
                "queues = { consumers = 1 }        | queues.consumers: must be an array of tables",
                "env = 1                           | env: must be a table",
                "env = { staging = 1 }             | env.staging: must be a table",
            })
    void refusesOtherFormsOfTables(String toml, String problem) throws IOException {
        assertEquals(List.of("wrangler.toml:1: " + problem), problems(toml + "\n"));
    }

    @Test
    void readsTheTablesThatAreRightBesideOneThatIsNot() throws IOException {
        List<String> problems =
                problems("kv_namespaces = [1, { binding = 'A' }, { id = 'x' }, { binding = 'A' }]\n[[r2_buckets]]\n");

        assertEquals(
                List.of(
                        "wrangler.toml:1: kv_namespaces[0]: must be a table",
                        "wrangler.toml:1: kv_namespaces[2]: 'binding' is missing; add it",
                        "wrangler.toml:1: kv_namespaces[3]: 'A' is declared at wrangler.toml:1: kv_namespaces[1] too;"
                                + " rename one of them",
                        "wrangler.toml:2: r2_buckets[0]: 'binding' is missing; add it"),
                problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[kv_namespaces]] ; bindings='B'             | 'binding' is missing; there is 'bindings',"
                        + " did you mean 'binding'?",
                "[[vectorize]] ; binding='B'; indexname='x'   | 'index_name' is missing; there is 'indexname',"
                        + " did you mean 'index_name'?",
                "[[vectorize]] ; binding='B'; index='x'       | 'index_name' is missing; add it",
                "[[queues.producers]] ; binding='B'           | 'queue' is missing; add it",
                "[[queues.consumers]] ; queues='q'            | 'queue' is missing; there is 'queues',"
                        + " did you mean 'queue'?",
                "[ai] ; remote=true                           | 'binding' is missing; add it",
            })
    void namesAKeyThatIsMissing(String toml, String problem) throws IOException {
        String problemInFile = problems(toml.replace(";", "\n")).get(0);

        assertEquals(problem, problemInFile.substring(problemInFile.indexOf('\'')));
        assertTrue(problemInFile.startsWith("wrangler.toml:1: "), problemInFile);
    }

    @Test
    void refusesANameTwiceAlsoOfTwoServices() throws IOException {
        assertEquals(
                List.of("wrangler.toml:4: queues.producers[0]: 'B' is declared at wrangler.toml:1: kv_namespaces[0]"
                        + " too; rename one of them"),
                problems("[[kv_namespaces]]\nbinding = 'B'\n\n[[queues.producers]]\nbinding = 'B'\nqueue = 'q'\n"));
    }

    @Test
    void inheritsNoBindingsAndSaysWhichAreMissed() throws IOException {
        String toml = """
            [[kv_namespaces]]
            binding = "CACHE"
            [[kv_namespaces]]
            binding = "OTHER"
            [[queues.consumers]]
            queue = "jobs"
            [[env.staging.r2_buckets]]
            binding = "FILES"
            [[env.staging.kv_namespaces]]
            binding = "OTHER"
            id = "staging"
            """;

        Configuration top = read(toml);
        Configuration staging = folder.environment("staging").read();

        assertEquals(List.of("CACHE", "OTHER"), names(top));
        assertNull(top.otherParts().explain("CACHE"));
        assertEquals(
                "it is declared at wrangler.toml:7: env.staging.r2_buckets[0] for the environment 'staging' only; choose"
                        + " an environment with ISOBAR_ENV, -Disobar.env or environment(name), or declare it for the"
                        + " chosen part too",
                folder.within(String.valueOf(top.otherParts().explain("FILES"))));
        assertEquals(List.of("OTHER", "FILES"), names(staging));
        assertEquals("staging", staging.bindings().get(0).resource());
        assertEquals(List.of(), staging.consumers());
        assertEquals(1, top.consumers().size());
        assertEquals(
                "it is declared at wrangler.toml:1: kv_namespaces[0] for the top level only, and environments inherit no"
                        + " bindings: declare it there too",
                folder.within(String.valueOf(staging.otherParts().explain("CACHE"))));
        assertNull(staging.otherParts().explain("OTHER"));
        assertNull(staging.otherParts().explain("NONE"));
    }

    @Test
    void saysThatOnlyEnvironmentsDeclareBindings() throws IOException {
        Configuration top = read("""
            [[env.production.kv_namespaces]]
            binding = 'A'
            [env.empty]
            [[env.staging.kv_namespaces]]
            binding = 'A'
            """);

        assertEquals(
                "the top level of wrangler.toml declares no bindings, but these do: env.production, env.staging; choose an"
                        + " environment with ISOBAR_ENV, -Disobar.env or environment(name)",
                folder.within(String.valueOf(top.otherParts().explain("OTHER"))));
    }

    private static List<String> names(Configuration configuration) {
        return configuration.bindings().stream().map(DeclaredBinding::name).toList();
    }

    @Test
    void namesTheEnvironmentsThatThereAre() throws IOException {
        assertEquals(
                List.of("environment stagin: wrangler.toml has no environment 'stagin'; it has staging, production;"
                        + " did you mean 'staging'?"),
                folder.environment("stagin")
                        .write("wrangler.toml", "[env.staging]\n[env.production]\n")
                        .problems());
        assertEquals(
                List.of("environment x: wrangler.toml has no environment 'x'; it has none"),
                folder.environment("x").write("wrangler.toml", "").problems());
    }

    @Test
    void checksEnvironmentsThatAreNotChosen() throws IOException {
        assertEquals(
                List.of("wrangler.toml:1: env.staging.kv_namespaces[0]: 'binding' is missing; add it"),
                problems("[[env.staging.kv_namespaces]]\n"));
    }

    @Test
    void readsOneFileOnly() throws IOException {
        folder.write("wrangler.json", "{}").write("wrangler.jsonc", "{}").write("wrangler.toml", "");

        assertEquals(
                List.of("wrangler.jsonc and wrangler.json and wrangler.toml: wrangler reads one file only;"
                        + " remove all but one"),
                folder.problems());
    }
}
