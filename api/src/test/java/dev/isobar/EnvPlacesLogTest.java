package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.config.PlacedUrl;
import dev.isobar.error.Service;
import dev.isobar.spi.BindingTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules ENV-OPEN-08 and ENV-ENV-05: what is logged when an environment opens. */
class EnvPlacesLogTest {
    @TempDir
    Path folder;

    private final Logger logger = Logger.getLogger("dev.isobar");
    private final List<String> lines = new ArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + line.getMessage().replace(folder + "/", ""));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addHandler(listening);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(listening);
        logger.setLevel(null);
    }

    @Test
    void logsWhereEachBindingIsAndNoSecret() throws IOException {
        Files.writeString(folder.resolve("isobar.toml"), """
                [bindings]
                CACHE = "kv"
                PAGES = "kv"
                [backends]
                PAGES = "fake:kv?token=${env:TOKEN}"
                """);

        Env.from(folder)
                .variables(Map.of("TOKEN", "hunter2", "ISOBAR_BACKENDS_CACHE", "fake:kv?pin=1234"))
                .properties(Map.of())
                .bind(Service.KV, "USERS", "fake:kv")
                .bind(Service.R2, "FILES", FakeDrivers.of(Service.R2))
                .open()
                .close();

        assertEquals(
                List.of(
                        "INFO FILES r2 a driver (binding FILES)",
                        "INFO USERS kv fake: (binding USERS)",
                        "INFO CACHE kv fake: (ISOBAR_BACKENDS_CACHE)",
                        "INFO PAGES kv fake: (isobar.toml:5: backends.PAGES)"),
                lines);
    }

    @Test
    void logsABindingOnTheDefaultBackend() {
        Declarations declarations = new Declarations();
        PlacedUrl byDefault = new PlacedUrl("shelf:", "shelf:", "file", true);
        declarations.bind(new Declaration(Service.KV, new BindingTarget("CACHE", null), byDefault));

        new FakeShelf().open(declarations).close();

        assertEquals(List.of("INFO CACHE kv shelf: (default)"), lines);
    }

    @Test
    void warnsOfAnEnvironmentThatHasNoEffect() throws IOException {
        Files.writeString(folder.resolve("wrangler.toml"), "name = 'shop'\n");

        Env.from(folder)
                .variables(Map.of("CLOUDFLARE_ENV", "staging"))
                .properties(Map.of())
                .open()
                .close();

        assertEquals(
                List.of(
                        "WARNING CLOUDFLARE_ENV: wrangler.toml has no environment 'staging'; it has none, so the top level"
                                + " is used"),
                lines);
    }
}
