package dev.isobar.workerd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The differences from the runtime that {@code docs/spec/differences.md} lists; the page is the only list. */
final class KnownDifferences {
    private static final Path PAGE = Path.of("../docs/spec/differences.md");
    private static final String HEADING = "## Cloudflare's runtime";
    private static final String ALONE = "### In the " + PinnedRuntime.NAME + " version alone";

    private KnownDifferences() {}

    /**
     * The rows of both versions, and of the one that is judged, whose rule or scenario begins with one of these letters:
     * rule and test, and the reason.
     */
    static Map<String, String> of(String... beginnings) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String[]> rows = new ArrayList<>(rows(HEADING));
        rows.addAll(rows(ALONE));
        for (String[] cells : rows) {
            if (Stream.of(beginnings).anyMatch(letters -> cells[1].startsWith("`" + letters))) {
                found.put(cells[1].replace("`", ""), cells[cells.length - 2]);
            }
        }
        return found;
    }

    /** The capabilities that the runtime's bindings do not have. */
    static Set<String> lacks() {
        return rows(HEADING).stream()
                .filter(cells -> !cells[1].startsWith("`"))
                .flatMap(cells -> Stream.of(cells[2].split(" ", -1)))
                .map(label -> label.replace("`", ""))
                .collect(Collectors.toSet());
    }

    /** The recorded scenarios that no backend follows. */
    static Set<String> scenarios() {
        return rows("# Known differences").stream()
                .map(cells -> cells[1].replace("`", ""))
                .collect(Collectors.toSet());
    }

    /** The cells of the tables under a heading; the first and the last are what stands outside the bars. */
    private static List<String[]> rows(String heading) {
        List<String[]> rows = new ArrayList<>();
        boolean here = false;
        for (String line : lines()) {
            if (line.startsWith("#")) {
                here = line.equals(heading);
            } else if (here && line.startsWith("|")) {
                rows.add(Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
            }
        }
        return rows;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
