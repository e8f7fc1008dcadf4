package dev.isobar.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** A file's tree, the lines of its parts, and the list to which its problems are added. */
record ConfigFile(
        FileSource source, String name, JsonNode tree, Map<JsonPointer, Integer> lines, List<String> problems) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TomlMapper TOML = TomlMapper.builder().build();

    /** Returns the file's content, or null after noting that it cannot be read. */
    static @Nullable ConfigFile read(FileSource source, String name, List<String> problems) {
        String shown = source.shown(name);
        String text;
        try {
            text = source.read(name);
        } catch (CharacterCodingException notText) {
            problems.add(shown + ": not UTF-8; save the file as UTF-8");
            return null;
        } catch (IOException unreadable) {
            problems.add(shown + ": cannot be read (" + unreadable.getClass().getSimpleName() + ")");
            return null;
        }
        boolean toml = name.endsWith(".toml");
        try {
            JsonNode tree = toml ? TOML.readTree(text) : JSON.readTree(text);
            ConfigFile file = new ConfigFile(source, name, tree, toml ? TomlLines.of(text) : lines(text), problems);
            if (!tree.isObject()) {
                problems.add(shown + ": must hold an object");
                return null;
            }
            return file;
        } catch (JacksonException malformed) {
            TokenStreamLocation at = malformed.getLocation();
            problems.add(shown + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()) + ": "
                    + (toml ? "not valid TOML: " : "not valid JSON: ") + reason(malformed));
            return null;
        }
    }

    /** Jackson quotes what it found, which may be a secret: quoted words of the file are left out. */
    private static String reason(JacksonException malformed) {
        return malformed
                .getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("token '[^']{2,}'", "token")
                .replaceAll("token \"[^\"]{2,}\"", "token");
    }

    private static Map<JsonPointer, Integer> lines(String text) {
        Map<JsonPointer, Integer> lines = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() != JsonToken.END_OBJECT && parser.currentToken() != JsonToken.END_ARRAY) {
                    lines.putIfAbsent(
                            parser.streamReadContext().pathAsPointer(),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return lines;
    }

    /** Returns how messages name the file. */
    String shown() {
        return source.shown(name);
    }

    /** Returns the folder that paths in the file are relative to. */
    Path folder() {
        return source.folder().toAbsolutePath();
    }

    /** Returns file, line and path, such as {@code wrangler.jsonc:7: kv_namespaces[1].binding}. */
    String place(JsonPointer pointer) {
        if (pointer.matches()) {
            return shown();
        }
        // An array of TOML tables has no line of its own.
        Integer line = lines.containsKey(pointer) ? null : lines.get(pointer.appendIndex(0));
        for (JsonPointer at = pointer; at != null && line == null; at = at.head()) {
            line = lines.get(at);
        }
        return shown() + (line == null ? "" : ":" + line) + ": " + dotted(pointer);
    }

    private static String dotted(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer at = pointer; at != null && !at.matches(); at = at.tail()) {
            if (at.mayMatchElement()) {
                path.append('[').append(at.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(at.getMatchingProperty());
            }
        }
        return path.toString();
    }
}
