package dev.isobar.examples.docsearch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file to index.
 *
 * @param file where it is
 * @param name what it is called in answers: relative to the parent of what was asked for, with slashes
 */
record Source(String file, String name) {
    private static final long LARGEST = 10_000_000;

    /** Finds the Markdown and text files of files and folders, in order; hidden ones and build output are left out. */
    static List<Source> under(List<Path> places) throws IOException {
        List<Source> found = new ArrayList<>();
        for (Path place : places) {
            Path root = place.toAbsolutePath().normalize();
            if (!Files.exists(root)) {
                throw new NoSuchFileException(place + " does not exist");
            }
            Path base = root.getParent() == null ? root : root.getParent();
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> isText(root, file))
                        .sorted()
                        .map(file -> new Source(
                                file.toString(),
                                base.relativize(file).toString().replace('\\', '/')))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static boolean isText(Path root, Path file) {
        for (Path part : root.relativize(file)) {
            String name = part.toString();
            if ((name.length() > 1 && name.startsWith(".")) || name.equals("target") || name.equals("node_modules")) {
                return false;
            }
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && (name.endsWith(".md") || name.endsWith(".markdown") || name.endsWith(".txt"));
    }

    /** A document as it was read. */
    record Content(byte[] bytes, String text) {}

    /** Why a file cannot be indexed, in a sentence for its user. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
        }
    }

    Content read() throws UnreadableException {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw new UnreadableException("larger than 10 MB", null);
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Content(bytes, text);
        } catch (CharacterCodingException binary) {
            throw new UnreadableException("not UTF-8 text", binary);
        } catch (IOException failed) {
            throw new UnreadableException("cannot be read (" + failed.getClass().getSimpleName() + ")", failed);
        }
    }
}
