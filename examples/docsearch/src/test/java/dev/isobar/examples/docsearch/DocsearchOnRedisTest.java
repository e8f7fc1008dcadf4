package dev.isobar.examples.docsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KvKey;
import dev.isobar.queue.MessageSendRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/** The profile {@code redis}: each run is a process of its own, with nothing but two variables to tell it. */
class DocsearchOnRedisTest {
    private static @Nullable RedisServer server;
    private static String address = "";

    private final String url = address + "?prefix=" + UUID.randomUUID() + ":";
    private final Path folder;
    private final Path docs;
    private final Path config;

    DocsearchOnRedisTest(@TempDir Path folder) {
        this.folder = folder;
        this.docs = folder.resolve("docs");
        this.config = folder.resolve("config");
    }

    @BeforeAll
    static void startServer() throws IOException {
        String own = System.getenv("ISOBAR_TEST_REDIS_URL");
        if (own == null) {
            int port = freePort();
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            own = "redis://127.0.0.1:" + port;
        }
        address = own;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.stop();
        }
    }

    @BeforeEach
    void copyConfiguration() throws IOException {
        Files.createDirectory(docs);
        Files.createDirectories(config.resolve("migrations"));
        for (String file : List.of("wrangler.jsonc", "isobar.toml", "migrations/0001_documents.sql")) {
            Files.copy(Path.of(file), config.resolve(file));
        }
    }

    private String docsearch(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                Docsearch.class.getName(),
                "--config",
                config.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(Map.of("ISOBAR_PROFILE", "redis", "REDIS_URL", url));
        Process process = builder.start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended, "docsearch does not end");
        assertEquals(0, process.exitValue(), Files.readString(out));
        return Files.readString(out);
    }

    private Env env() {
        return Env.builder()
                .bind(Service.KV, "ANSWERS", "docsearch-answers", url)
                .bind(Service.QUEUES, "WORK", "docsearch-work", url)
                .open();
    }

    @Test
    void keepsAnswersAndMessages() throws IOException, InterruptedException {
        Files.writeString(docs.resolve("bells.md"), "# Bells\n\nThe bell rings at noon.\n");
        Files.write(docs.resolve("broken.md"), new byte[] {(byte) 0xC3, (byte) 0x28, 0, 1});

        String indexed = docsearch("index", docs.toString());
        String found = docsearch("search", "bell");

        assertTrue(indexed.contains("2 files: 1 indexed, 0 unchanged, 0 removed, 1 unreadable"), indexed);
        assertTrue(found.contains("docs/bells.md - Bells"), found);
        try (Env env = env()) {
            List<String> answers =
                    env.kv("ANSWERS").listAll("").map(KvKey::name).toList();
            assertEquals(1, answers.size(), answers::toString);
        }
    }

    @Test
    void indexesWhatAKilledRunHasLeft() throws IOException, InterruptedException {
        Files.writeString(docs.resolve("left.md"), "# Bells\n\nThe bell rings at noon.\n");
        try (Env env = env()) {
            env.queue("WORK")
                    .sendBatch(Source.under(List.of(docs)).stream()
                            .map(MessageSendRequest::of)
                            .toList());
        }
        Path more = Files.createDirectory(folder.resolve("more"));
        Files.writeString(more.resolve("sails.md"), "# Sails\n\nThe sail is furled.\n");

        String waiting = docsearch("stats");
        docsearch("index", more.toString());

        assertTrue(waiting.contains("0 documents") && waiting.contains("1 messages waiting"), waiting);
        assertTrue(docsearch("search", "bell").contains("docs/left.md - Bells"));
        assertTrue(docsearch("search", "sail").contains("more/sails.md - Sails"));
    }

    @Test
    void anAnswerOfAnIndexThatIsGoneIsNotGiven() throws IOException, InterruptedException {
        Files.writeString(docs.resolve("old.md"), "# Bells\n\nThe bell rings at noon.\n");
        docsearch("search", "--in", docs.toString(), "bell");
        Files.delete(docs.resolve("old.md"));
        Files.delete(config.resolve("state/docsearch.db"));
        Files.writeString(docs.resolve("new.md"), "# Bells\n\nThe bell is silent.\n");

        String found = docsearch("search", "--in", docs.toString(), "bell");

        assertTrue(found.contains("docs/new.md - Bells"), found);
    }
}
