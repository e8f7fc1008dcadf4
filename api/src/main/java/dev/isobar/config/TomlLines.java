package dev.isobar.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/**
 * The lines on which the tables and keys of a TOML file stand, for messages: Jackson's TOML tree has forgotten them.
 *
 * <p>Knows headers and keys at the start of a line. What stands inside a value is found at the line of its key.
 */
final class TomlLines {
    private static final String NAME = "(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')";
    private static final String PATH = NAME + "(?:\\s*\\.\\s*" + NAME + ")*";
    private static final Pattern HEADER = Pattern.compile("\\s*(\\[\\[?)\\s*(" + PATH + ")\\s*]]?.*");
    private static final Pattern KEY = Pattern.compile("\\s*(" + PATH + ")\\s*=(.*)");
    private static final Pattern PART = Pattern.compile(NAME);

    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final Map<JsonPointer, Integer> last = new HashMap<>();
    private JsonPointer table = JsonPointer.empty();

    private TomlLines() {}

    static Map<JsonPointer, Integer> of(String text) {
        TomlLines found = new TomlLines();
        String open = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (open.isEmpty()) {
                open = found.read(line, number);
            } else if (line.contains(open)) {
                open = "";
            }
        }
        return found.lines;
    }

    /** Notes what a line begins; returns the quotes of a text that goes on in the next line, else nothing. */
    private String read(String line, int number) {
        Matcher header = HEADER.matcher(line);
        if (header.matches()) {
            table = walk(JsonPointer.empty(), parts(header.group(2)));
            if (header.group(1).length() == 2) {
                int index = last.merge(table, 0, (before, none) -> before + 1);
                table = table.appendIndex(index);
            }
            lines.putIfAbsent(table, number);
            return "";
        }
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
            return "";
        }
        lines.putIfAbsent(walk(table, parts(key.group(1))), number);
        return Stream.of("\"\"\"", "'''")
                .filter(quotes -> key.group(2).split(quotes, -1).length == 2)
                .findFirst()
                .orElse("");
    }

    private JsonPointer walk(JsonPointer from, List<String> names) {
        JsonPointer at = from;
        for (int i = 0; i < names.size(); i++) {
            at = at.appendProperty(names.get(i));
            Integer index = last.get(at);
            if (index != null && i < names.size() - 1) {
                at = at.appendIndex(index);
            }
        }
        return at;
    }

    private static List<String> parts(String path) {
        return PART.matcher(path)
                .results()
                .map(part -> part.group().replaceAll("^[\"']|[\"']$", ""))
                .toList();
    }
}
