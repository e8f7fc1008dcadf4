package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.queue.QueueConsumerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, users and their rights. */
class SecuredServerTest {
    private static final QueueConsumerSettings AT_ONCE =
            QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(Duration.ZERO);

    @TempDir
    static Path folder;

    private static SecuredServer secured;
    private static Path other;

    @BeforeAll
    static void start() {
        secured = SecuredServer.start(
                folder,
                "default on >admin ~* &* +@all",
                "app on >s3cret-pass " + Rights.ofTheReadme(),
                "reader on >s3cret-pass ~isobar:* &* -@all +@connection +@read +eval +evalsha +time",
                "nobody on >s3cret-pass -@all +@connection");
        other = SecuredServer.certificate(folder, "other");
    }

    @AfterAll
    static void stop() {
        secured.close();
    }

    private static Env open(String login, String host, Path authorities) {
        String url = secured.url(login, host, authorities);
        return Env.builder()
                .bind(Service.KV, "CACHE", url)
                .bind(Service.QUEUES, "JOBS", "jobs", url)
                .consumer("jobs", AT_ONCE)
                .open();
    }

    private static ConfigurationException refused(String login, String host, Path authorities) {
        return assertThrows(ConfigurationException.class, () -> open(login, host, authorities)
                .close());
    }

    private static List<String> messages(Throwable thrown) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            messages.add(String.valueOf(cause));
            for (Throwable beside : cause.getSuppressed()) {
                messages.addAll(messages(beside));
            }
        }
        return messages;
    }

    @Test
    void servesKvAndQueuesWithTheRightsOfTheReadme() throws Exception {
        CountDownLatch handled = new CountDownLatch(2);
        try (Env env = open("app:s3cret-pass@", "localhost", secured.certificate)) {
            env.kv("CACHE").put("a", "1");
            env.kv("CACHE").put("a", "2");
            env.kv("CACHE").put("b", "1", KvPutOptions.NONE.withExpirationTtl(Duration.ofMinutes(1)));
            assertEquals("2", env.kv("CACHE").get("a"));
            assertEquals(2, env.kv("CACHE").get(List.of("a", "b"), KvType.TEXT).size());
            assertEquals(2, env.kv("CACHE").list(KvListOptions.ALL).keys().size());
            env.kv("CACHE").delete("a");
            env.consume("jobs", String.class, batch -> {
                if (handled.getCount() == 2) {
                    batch.retryAll();
                }
                handled.countDown();
            });
            env.queue("JOBS").send("job");
            assertTrue(handled.await(20, TimeUnit.SECONDS));
        }
        try (OpenStores stores = OpenStores.at(
                "rediss://app:s3cret-pass@localhost:" + secured.server.port,
                Map.of("certificates", secured.certificate.toString()))) {
            stores.queue("jobs").pause(true);
            stores.queue("jobs").peek(1);
            stores.queue("jobs").purge();
            stores.queue("jobs").pause(false);
        }
    }

    @Test
    void refusesAnotherHostName() {
        assertTrue(messages(refused("app:s3cret-pass@", "127.0.0.1", secured.certificate)).stream()
                .anyMatch(message -> message.contains("No subject alternative names matching IP address")));
    }

    @Test
    void refusesAnUnknownAuthority() {
        refused("app:s3cret-pass@", "localhost", other);
    }

    @Test
    void saysThatThePasswordWasRefusedWithoutIt() {
        ConfigurationException refusal = refused("app:wr0ng-pass@", "localhost", secured.certificate);

        assertTrue(
                String.valueOf(refusal.getMessage()).contains("the server refused the user or the password"),
                refusal.getMessage());
        assertFalse(messages(refusal).stream().anyMatch(message -> message.contains("wr0ng-pass")));
    }

    @Test
    void saysThatAPasswordIsMissing() {
        ConfigurationException refusal = refused("", "localhost", secured.certificate);

        assertTrue(
                String.valueOf(refusal.getMessage()).contains("the server refused the user or the password"),
                refusal.getMessage());
    }

    @Test
    void refusesAUserWithoutRights() {
        open("app:s3cret-pass@", "localhost", secured.certificate).close();
        try (Env env = open("reader:s3cret-pass@", "localhost", secured.certificate)) {
            env.kv("CACHE").get("a");

            assertThrows(UnauthorizedException.class, () -> env.kv("CACHE").put("a", "1"));
            assertThrows(UnauthorizedException.class, () -> env.kv("CACHE").delete("a"));
            assertThrows(UnauthorizedException.class, () -> env.queue("JOBS").send("job"));
        }
        refused("nobody:s3cret-pass@", "localhost", secured.certificate);
    }
}
