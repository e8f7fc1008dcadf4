package dev.isobar.workerd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The differences from the runtime that {@code docs/spec/differences.md} lists; the page is the only list. */
final class KnownDifferences {
    private static final Path PAGE = Path.of("../docs/spec/differences.md");
    private static final String HEADING = "## Cloudflare's runtime";

    private KnownDifferences() {}

    /** The rows whose rule or scenario begins with one of these letters: rule and test, and the reason. */
    static Map<String, String> of(String... beginnings) {
        Map<String, String> found = new LinkedHashMap<>();
        boolean here = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                here = line.equals(HEADING);
            } else if (here && Stream.of(beginnings).anyMatch(letters -> line.startsWith("| `" + letters))) {
                String[] cells = line.split("\\|", -1);
                found.put(cells[1].strip().replace("`", ""), cells[cells.length - 2].strip());
            }
        }
        return found;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
