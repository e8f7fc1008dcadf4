package dev.isobar.workerd;

import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values in the forms of {@code docs/spec/golden-format.md}. */
final class Forms {
    private Forms() {}

    static JsonNode of(Object value) {
        return JsonMapper.shared().valueToTree(value);
    }

    static ObjectNode members() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array(List<? extends JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    static ObjectNode bytes(byte[] bytes) {
        return members().put("$bytes", Base64.getEncoder().encodeToString(bytes));
    }

    static ObjectNode fill(String text, int count) {
        ObjectNode form = members();
        form.putObject("$fill").put("text", text).put("count", count);
        return form;
    }

    static ObjectNode fillBytes(int value, int count) {
        ObjectNode form = members();
        form.putObject("$fillBytes").put("byte", value).put("count", count);
        return form;
    }

    /** The byte at i is {@code (start + i) mod 251}. */
    static ObjectNode sequence(int count, int start) {
        ObjectNode form = members();
        form.putObject("$seqBytes").put("count", count).put("start", start);
        return form;
    }

    static ObjectNode stream(JsonNode content, boolean knownLength) {
        ObjectNode form = members();
        form.putObject("$stream").put("knownLength", knownLength).set("of", content);
        return form;
    }

    /** A plain object whose members may begin with a dollar sign. */
    static ObjectNode object(ObjectNode members) {
        return members().set("$object", members);
    }

    static ObjectNode reference(String path) {
        return members().put("$ref", path);
    }

    static ObjectNode date(long millis) {
        return members().put("$date", millis);
    }

    /** A saved instant, shifted. */
    static ObjectNode date(String path, long addMillis) {
        ObjectNode form = members();
        form.putObject("$date").put("ref", path).put("addMillis", addMillis);
        return form;
    }
}
