package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Simpler forms of one step: a member less, a shorter text, a smaller number. */
final class Simpler {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Without these a step is no step. */
    private static final Set<String> NEEDED = Set.of(
            "as",
            "body",
            "count",
            "etag",
            "key",
            "keys",
            "messages",
            "object",
            "partNumber",
            "parts",
            "seconds",
            "sql",
            "statement",
            "statements",
            "upload",
            "uploadId",
            "value");

    /** Words of which there are only a few. */
    private static final Set<String> WORDS =
            Set.of("act", "as", "contentType", "include", "read", "storageClass", "type");

    private Simpler() {}

    /** The boldest first; each is smaller than what was given, so that trying them comes to an end. */
    static List<ObjectNode> steps(ObjectNode step) {
        List<ObjectNode> simpler = new ArrayList<>();
        JsonNode arguments = step.get("args");
        for (JsonNode fewer : values(arguments)) {
            simpler.add(step.deepCopy().set("args", fewer));
        }
        return simpler;
    }

    private static List<JsonNode> values(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return objects(object);
        }
        if (value instanceof ArrayNode array) {
            return arrays(array);
        }
        if (value.isString()) {
            return texts(value.stringValue());
        }
        return value.isIntegralNumber() ? numbers(value.longValue()) : List.of();
    }

    private static List<JsonNode> objects(ObjectNode object) {
        List<JsonNode> simpler = new ArrayList<>();
        String form = object.isEmpty() ? "" : object.propertyNames().iterator().next();
        if (form.startsWith("$")) {
            forms(form, object.get(form), simpler);
            return simpler;
        }
        for (String name : object.propertyNames()) {
            if (NEEDED.contains(name)) {
                continue;
            }
            ObjectNode without = object.deepCopy();
            without.remove(name);
            simpler.add(without);
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!WORDS.contains(member.getKey())) {
                values(member.getValue())
                        .forEach(value -> simpler.add(object.deepCopy().set(member.getKey(), value)));
            }
        }
        return simpler;
    }

    /** The value of a form must keep its members; what a form holds may be simpler. */
    private static void forms(String form, JsonNode value, List<JsonNode> simpler) {
        switch (form) {
            case "$stream" -> simpler.add(value.get("of"));
            case "$fill" -> {
                simpler.add(value.get("text"));
                counts(form, (ObjectNode) value, simpler);
            }
            case "$fillBytes", "$seqBytes", "$arrayOf" -> counts(form, (ObjectNode) value, simpler);
            case "$object" ->
                values(value).forEach(fewer -> simpler.add(Forms.members().set(form, fewer)));
            default -> {
                // references, dates and bytes are as simple as they get
            }
        }
    }

    private static void counts(String form, ObjectNode value, List<JsonNode> simpler) {
        for (JsonNode count : numbers(value.get("count").longValue())) {
            simpler.add(Forms.members().set(form, value.deepCopy().set("count", count)));
        }
    }

    private static List<JsonNode> arrays(ArrayNode array) {
        List<JsonNode> simpler = new ArrayList<>();
        if (array.size() > 1) {
            simpler.add(part(array, 0, array.size() / 2));
            simpler.add(part(array, array.size() / 2, array.size()));
        }
        for (int i = 0; i < array.size() && array.size() > 2; i++) {
            simpler.add(part(array, 0, i).addAll(part(array, i + 1, array.size())));
        }
        for (int i = 0; i < array.size(); i++) {
            for (JsonNode value : values(array.get(i))) {
                simpler.add(array.deepCopy().set(i, value));
            }
        }
        return simpler;
    }

    private static ArrayNode part(ArrayNode array, int from, int to) {
        ArrayNode part = NODES.arrayNode();
        for (int i = from; i < to; i++) {
            part.add(array.get(i));
        }
        return part;
    }

    private static List<JsonNode> texts(String text) {
        List<JsonNode> simpler = new ArrayList<>();
        int[] letters = text.codePoints().toArray();
        if (letters.length > 1) {
            simpler.add(NODES.stringNode("a"));
            simpler.add(NODES.stringNode(new String(letters, 0, letters.length / 2)));
            simpler.add(NODES.stringNode(new String(letters, letters.length / 2, letters.length - letters.length / 2)));
        }
        if (letters.length == 1 && letters[0] != 'a') {
            simpler.add(NODES.stringNode("a"));
        }
        return simpler;
    }

    private static List<JsonNode> numbers(long number) {
        List<JsonNode> simpler = new ArrayList<>();
        if (number != 0) {
            simpler.add(NODES.numberNode(0L));
        }
        if (Math.abs(number) > 1) {
            simpler.add(NODES.numberNode(number / 2));
            simpler.add(NODES.numberNode(number - Long.signum(number)));
        }
        return simpler;
    }
}
