package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.ai.Ai;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.intercept.Retry;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/configuration.md, loaded as they stand there. */
class ConfigurationDocsTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^```(?:toml|jsonc)\\n(?:#|//) (\\S+)\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    private List<MatchResult> examples = List.of();

    record Shop(D1Database DB, KVNamespace CACHE, Queue JOBS, R2Bucket FILES, VectorizeIndex DOCS, Ai AI) {}

    private static final class Plugin {}

    @BeforeEach
    void readTheExamples() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        examples = EXAMPLE.matcher(Files.readString(page)).results().toList();
        assertEquals(
                List.of("wrangler.jsonc", "isobar.toml", "isobar.toml"),
                examples.stream().map(example -> example.group(1)).toList());
    }

    @Test
    void loadsTheFirstExample() throws IOException {
        write(0);
        write(1);
        Files.createDirectories(folder.resolve("migrations"));

        try (Env env = Env.load(folder)) {
            env.migrations("DB").apply();
            Shop shop = env.as(Shop.class);
            shop.CACHE().put("session:1", "open");
        }

        assertEquals(true, Files.exists(folder.resolve("state/shop.db")));
    }

    @Test
    void loadsTheFirstExampleInMemory() throws IOException {
        write(0);

        try (Env env = Env.load(folder)) {
            assertNotNull(env.as(Shop.class));
        }
    }

    @Test
    void loadsItsProfiles() throws IOException {
        write(0);
        write(1);

        Env.from(folder).profile("test").open().close();
        Env.from(folder)
                .profile("production")
                .variables(Map.of("STATE", folder.resolve("mounted").toString()))
                .open()
                .close();
    }

    @Test
    void overridesInCode() throws IOException {
        write(0);
        write(1);

        Env env = Env.from(folder)
                .profile("test")
                .backend("FILES", "memory:")
                .bind(Service.KV, "CACHE", "memory:")
                .intercept(Retry.DEFAULT)
                .open();

        try (env) {
            assertNotNull(env.as(Shop.class));
        }
    }

    @Test
    void loadsTheExampleWithoutWrangler() throws IOException {
        write(2);

        try (Env env = Env.load(folder)) {
            assertNotNull(env.kv("CACHE"));
            assertNotNull(env.d1("DB"));
        }
    }

    @Test
    void searchesWithAnotherClassLoader() throws IOException {
        write(2);

        Env env = Env.from(folder).classLoader(Plugin.class.getClassLoader()).open();

        assertNotNull(env.bindings());
        env.close();
    }

    @Test
    void managesStores() {
        try (Env env =
                Env.builder().bind(Service.KV, "CACHE", "c0ffee", "memory:").open()) {
            Stores namespaces = env.stores(Service.KV, "memory:");
            namespaces.create("users");
            KVNamespace users = namespaces.open("users", KVNamespace.class);
            users.put("1", "Ann");

            assertEquals(List.of("c0ffee", "users"), env.stores("CACHE").list());
            assertEquals("Env with 1 bindings\n  CACHE: kv 'c0ffee' on memory:", env.toString());
        }
    }

    private void write(int example) throws IOException {
        MatchResult found = examples.get(example);
        Files.writeString(folder.resolve(found.group(1)), found.group(2));
    }
}
