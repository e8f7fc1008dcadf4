package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sentinels with passwords of their own, and what is said when they do not name the master. */
class SentinelAccessTest {
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final String NO_LOGIN = "the server refused the user or the password";

    private static RedisSentinels servers;

    @BeforeAll
    static void start() {
        servers = RedisSentinels.start(
                List.of("requirepass s3ntinel-pass", "user asker on >4sker-pass +@all"),
                uri -> uri.withPassword("s3ntinel-pass".toCharArray()).build());
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private static Env open(String sentinels, String rest) {
        return Env.builder()
                .bind(Service.KV, "CACHE", "redis-sentinel://" + sentinels + "/" + rest)
                .open();
    }

    private static void works(String sentinels, String rest) {
        try (Env env = open(sentinels, rest)) {
            env.kv("CACHE").put("a", "1");
            assertEquals("1", env.kv("CACHE").get("a"));
        }
    }

    private static void refuses(String reason, String sentinels, String rest) {
        Set<String> threadsBefore = ClosingTest.threads();
        ConfigurationException refusal =
                assertTimeout(SHORT, () -> assertThrows(ConfigurationException.class, () -> open(sentinels, rest)));
        assertTrue(String.valueOf(refusal.getMessage()).contains(reason), refusal.getMessage());
        assertFalse(String.valueOf(refusal.getMessage()).contains("-pass"), refusal.getMessage());
        ClosingTest.awaitThreads(threadsBefore);
    }

    @Test
    void identifiesItselfToSentinels() {
        works(servers.addresses(), "main?sentinelPassword=s3ntinel-pass");
        works(servers.addresses(), "main?sentinelUser=asker&sentinelPassword=4sker-pass");
        refuses(NO_LOGIN, servers.addresses(), "main");
        refuses(NO_LOGIN, servers.addresses(), "main?sentinelPassword=wr0ng-pass");
        refuses(NO_LOGIN, servers.addresses(), "main?password=s3ntinel-pass");
    }

    @Test
    void saysThatSentinelsKnowNoSuchMaster() {
        refuses("the sentinels know no master 'other'", servers.addresses(), "other?sentinelPassword=s3ntinel-pass");
    }

    @Test
    void takesTheNextSentinelWhenOneIsAway() throws IOException {
        try (Relay away = Relay.to(servers.sentinels.get(0).port)) {
            away.stall(true);
            String rest = "main?sentinelPassword=s3ntinel-pass&connectTimeout=500ms";
            assertTimeout(SHORT, () -> works("127.0.0.1:" + away.port() + "," + servers.addresses(), rest));
            refuses("cannot be opened", "127.0.0.1:" + away.port(), rest);

            away.away(true);
            works("127.0.0.1:" + away.port() + "," + servers.addresses(), rest);
            refuses("cannot be opened", "127.0.0.1:" + away.port(), rest);
        }
    }
}
