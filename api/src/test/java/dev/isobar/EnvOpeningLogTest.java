package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.Service;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule ENV-OPEN-05 where the last step of opening fails, which is to log it. */
class EnvOpeningLogTest {
    private final Logger logger = Logger.getLogger("dev.isobar");
    private final Handler failing = new Handler() {
        @Override
        public void publish(LogRecord line) {
            throw new IllegalStateException("planned");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        FakeBackendProvider.closed = 0;
        logger.setLevel(Level.ALL);
        failing.setLevel(Level.ALL);
        logger.addHandler(failing);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(failing);
        logger.setLevel(null);
    }

    @Test
    void closesWhatWasOpenedWhenTheLoggerFails() {
        EnvBuilder builder = Env.builder().bind(Service.KV, "CACHE", "cache", "fake:kv");

        assertThrows(IllegalStateException.class, builder::open);

        assertEquals(1, FakeBackendProvider.closed);
    }
}
