package dev.isobar.examples.docsearch;

import java.util.ArrayList;
import java.util.List;

/** Cuts Markdown or plain text into passages of about 800 characters at headings and blank lines. */
final class Chunker {
    private static final int TARGET = 800;
    private static final int LONGEST = 1_600;

    private final String path;
    private final String idPrefix;
    private final List<Chunk> chunks = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private String heading;

    private Chunker(String path, String title) {
        this.path = path;
        this.idPrefix = Hashes.sha256(path).substring(0, 40);
        this.heading = title;
    }

    static List<Chunk> chunks(String path, String text) {
        Chunker chunker = new Chunker(path, title(path, text));
        boolean fenced = false;
        for (String line : text.lines().toList()) {
            fenced ^= line.startsWith("```");
            chunker.line(line, fenced);
        }
        chunker.flush();
        return chunker.chunks;
    }

    static String title(String path, String text) {
        return text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(path);
    }

    private void line(String line, boolean fenced) {
        if (!fenced && line.startsWith("#")) {
            flush();
            heading = line.replaceFirst("^#+\\s*", "").strip();
            return;
        }
        if (line.isBlank() && body.length() >= TARGET) {
            flush();
            return;
        }
        for (int from = 0; from < line.length(); from += LONGEST) {
            String part = line.substring(from, Math.min(line.length(), from + LONGEST));
            if (body.length() + part.length() > LONGEST) {
                flush();
            }
            body.append(part).append('\n');
        }
    }

    private void flush() {
        String text = body.toString().strip();
        body.setLength(0);
        if (!text.isEmpty()) {
            int position = chunks.size();
            chunks.add(new Chunk(idPrefix + "-" + position, path, position, heading, text));
        }
    }
}
