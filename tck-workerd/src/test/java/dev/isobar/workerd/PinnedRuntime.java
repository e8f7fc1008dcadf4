package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** The runtime that is judged: a folder of {@code runtimes}, named by {@code isobar.workerd.runtime}, else the newest. */
final class PinnedRuntime {
    /** The one that the recordings were made on. */
    static final String NEWEST = "newest";

    static final String NAME = System.getProperty("isobar.workerd.runtime", NEWEST);

    /** Nothing may be missing. */
    static final boolean CI = Boolean.parseBoolean(System.getenv("CI"));

    private static final Path MODULES = Path.of(System.getProperty("isobar.workerd.runtimes", "target/runtimes"))
            .resolve(NAME)
            .resolve("node_modules");

    private PinnedRuntime() {}

    /** The folder of its modules; where it is not installed the test is skipped, and fails where CI is true. */
    static Path modules() {
        String missing = "the runtime is not installed in " + MODULES;
        if (CI) {
            assertTrue(installed(), missing);
        }
        assumeTrue(installed(), "SKIPPED: " + missing);
        return MODULES;
    }

    private static boolean installed() {
        return Files.isDirectory(MODULES.resolve("miniflare"));
    }

    /** The Node that is pinned with it, else the one on the path. */
    static String node() {
        Path pinned = MODULES.resolve(".bin/node");
        return Files.isExecutable(pinned) ? pinned.toAbsolutePath().toString() : "node";
    }

    /** What the kit's reports call it. */
    static String backend() {
        return NAME.equals(NEWEST) ? "workerd" : "workerd-" + NAME;
    }

    /** For the reports. */
    static String server() {
        return "workerd %s, miniflare %s".formatted(version("workerd"), version("miniflare"));
    }

    private static String version(String module) {
        Path file = MODULES.resolve(module).resolve("package.json");
        return JsonMapper.shared().readTree(file.toFile()).path("version").stringValue();
    }
}
