package dev.isobar.d1.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of a migrations directory, and their order. */
record MigrationFiles(Path directory, String glob) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)[^_]*");

    /** By the number at the start, numbered ones first; equal numbers and other names as text. */
    private static final Comparator<String> SEGMENTS = Comparator.comparing(MigrationFiles::isNumbered)
            .reversed()
            .thenComparing(MigrationFiles::number)
            .thenComparing(Comparator.naturalOrder());

    List<String> names() {
        if (!Files.isDirectory(directory)) {
            throw D1Migrations.refused("list", "No migrations present at " + directory + ".");
        }
        PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .filter(matcher::matches)
                    .filter(MigrationFiles::isVisible)
                    .map(MigrationFiles::name)
                    .sorted(MigrationFiles::compare)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isVisible(Path relative) {
        return segments(relative).noneMatch(segment -> segment.startsWith("."));
    }

    private static String name(Path relative) {
        return String.join("/", segments(relative).toList());
    }

    private static Stream<String> segments(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false).map(Path::toString);
    }

    static int compare(String name, String other) {
        String[] segments = name.split("/", -1);
        String[] others = other.split("/", -1);
        for (int i = 0; i < Math.min(segments.length, others.length); i++) {
            int order = SEGMENTS.compare(segments[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(segments.length, others.length);
    }

    private static boolean isNumbered(String segment) {
        return NUMBER.matcher(segment).lookingAt();
    }

    private static BigInteger number(String segment) {
        Matcher leading = NUMBER.matcher(segment);
        return leading.lookingAt() ? new BigInteger(leading.group(1)) : BigInteger.ZERO;
    }

    Path create(String message, Instant now) throws IOException {
        Files.createDirectories(directory);
        BigInteger largest = names().stream()
                .map(MigrationFiles::number)
                .max(Comparator.naturalOrder())
                .orElse(BigInteger.ZERO);
        String number = String.format(Locale.ROOT, "%04d", largest.add(BigInteger.ONE));
        Path file = directory.resolve(number + "_" + message.strip().replaceAll("\\s", "_") + ".sql");
        return Files.writeString(
                file, "-- Migration number: " + number + " \t " + now + "\n", StandardOpenOption.CREATE_NEW);
    }
}
