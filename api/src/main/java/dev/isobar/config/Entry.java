package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A value of a configuration file and its place. What it should not be is noted, and read as absent. */
record Entry(ConfigFile file, JsonPointer pointer, JsonNode node) {
    static Entry root(ConfigFile file) {
        return new Entry(file, JsonPointer.empty(), file.tree());
    }

    String place() {
        return file.place(pointer);
    }

    void refuse(String problem) {
        file.problems().add(place() + ": " + problem);
    }

    /** Returns a member, or null if it is absent. */
    @Nullable
    Entry member(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : new Entry(file, pointer.appendProperty(key), value);
    }

    /** Returns the members of a table, none if there is no such table. */
    Map<String, Entry> table(String key) {
        Entry found = member(key);
        if (found == null) {
            return Map.of();
        }
        if (!found.node.isObject()) {
            found.refuse("must be a table");
            return Map.of();
        }
        return found.members();
    }

    Map<String, Entry> members() {
        Map<String, Entry> members = new LinkedHashMap<>();
        node.properties()
                .forEach(member -> members.put(
                        member.getKey(), new Entry(file, pointer.appendProperty(member.getKey()), member.getValue())));
        return members;
    }

    /** Returns the tables of an array, none if there is no such array. */
    List<Entry> tables(String key) {
        Entry found = member(key);
        if (found == null) {
            return List.of();
        }
        if (!found.node.isArray()) {
            found.refuse("must be an array of tables");
            return List.of();
        }
        List<Entry> tables = new ArrayList<>();
        for (int i = 0; i < found.node.size(); i++) {
            Entry item = new Entry(file, found.pointer.appendIndex(i), found.node.get(i));
            if (item.node.isObject()) {
                tables.add(item);
            } else {
                item.refuse("must be a table");
            }
        }
        return tables;
    }

    /** Returns the text, or null after noting that it is something else or empty. */
    @Nullable
    String text() {
        if (!node.isString() || node.stringValue().isEmpty()) {
            refuse("must be a text that is not empty");
            return null;
        }
        return node.stringValue();
    }

    @Nullable
    String text(String key) {
        Entry found = member(key);
        return found == null ? null : found.text();
    }

    /** Returns a text that must be there. */
    @Nullable
    String requiredText(String key) {
        if (member(key) == null) {
            String similar = similar(key);
            refuse("'" + key + "' is missing"
                    + (similar == null ? "; add it" : "; there is '" + similar + "', did you mean '" + key + "'?"));
            return null;
        }
        return text(key);
    }

    /** Returns the member that seems to be meant by a key that is absent, or null. */
    @Nullable
    String similar(String key) {
        return members().keySet().stream()
                .filter(given -> Misspelling.isNear(given, key))
                .findFirst()
                .orElseGet(() -> Suggestion.nearest(key, members().keySet()));
    }

    /** Returns all texts in this value, however deep. */
    List<String> texts() {
        if (node.isString()) {
            return List.of(node.stringValue());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(value -> texts.addAll(new Entry(file, pointer, value).texts()));
        return texts;
    }

    /** Returns a whole number from 0, or null if it is absent or after noting that it is something else. */
    @Nullable
    Integer number(String key) {
        Entry found = member(key);
        if (found == null) {
            return null;
        }
        JsonNode value = found.node;
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            found.refuse("must be a whole number, 0 or more");
            return null;
        }
        return value.intValue();
    }

    /**
     * Notes members that seem to be misspelt, and returns them. The required ones among those that seem to be meant are
     * left to whoever misses them.
     */
    List<Entry> refuseMisspelt(WranglerKeys keys, Set<String> required) {
        List<Entry> misspelt = new ArrayList<>();
        members().forEach((key, member) -> {
            String meant = Misspelling.of(key, keys.read(), keys.others());
            if (meant != null && !(required.contains(meant) && member(meant) == null)) {
                member.refuse("unknown key; did you mean '" + meant + "'?");
                misspelt.add(member);
            }
        });
        return misspelt;
    }

    /** Notes members that nobody knows. */
    void allowOnly(List<String> known) {
        members().forEach((key, member) -> {
            if (!known.contains(key)) {
                member.refuse("unknown key; known are " + String.join(", ", known) + Suggestion.of(key, known));
            }
        });
    }
}
