package dev.isobar.selftest.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one process did, a line each, in a file that outlives the process however it ends. Not a channel: an interrupt
 * would close it.
 */
final class Journal implements AutoCloseable {
    private final FileOutputStream file;

    Journal(Path path) {
        try {
            this.file = new FileOutputStream(path.toFile(), true);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What a line tells of a message. */
    enum Event {
        /** Its sending took effect. */
        SENT,
        /** It was leased: attempts, failures. */
        LEASED,
        /** A settlement of it was begun: the decision. */
        DECIDED,
        /** A handler was given it: attempts. */
        HANDED,
        /** A handler was done with it, and its failure later does not change that. */
        DONE
    }

    /** A line. */
    record Entry(Event event, String id, List<String> details) {
        int number(int index) {
            return Integer.parseInt(details.get(index));
        }
    }

    void add(Event event, String id, Object... details) {
        StringBuilder line = new StringBuilder(event.name()).append(' ').append(id);
        for (Object detail : details) {
            line.append(' ').append(detail);
        }
        try {
            // One write: a killed process leaves whole lines.
            file.write(line.append('\n').toString().getBytes(UTF_8));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Reads the journals of all processes. */
    static List<Entry> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Entry> read(Path path) {
        try {
            return Files.readAllLines(path, UTF_8).stream().map(Journal::entry).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Entry entry(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new Entry(Event.valueOf(words.get(0)), words.get(1), words.subList(2, words.size()));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }
}
