package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that writes every change to its disk is killed during traffic, three times, and loses nothing. */
@Tag("endurance")
class RestartTest {
    private static final int KILLS = 3;

    private final RedisProcess server = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void losesNoAcknowledgedWriteAndNoMessage() throws InterruptedException {
        Set<String> threadsBefore = ClosingTest.threads();
        try (Traffic traffic = Traffic.start(server.url() + "?timeout=10s")) {
            for (int kill = 0; kill < KILLS; kill++) {
                traffic.awaitProgress();
                server.kill();
                server.start();
                traffic.awaitProgress();
            }
            traffic.finish();

            assertEquals(Set.of(), traffic.lostNames());
            Await.until(() -> "messages are missing: " + traffic.lostMessages(), () -> traffic.lostMessages()
                    .isEmpty());
        }
        ClosingTest.awaitThreads(threadsBefore);
        ClosingTest.awaitNoConnections(server);
    }
}
