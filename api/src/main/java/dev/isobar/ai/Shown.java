package dev.isobar.ai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the types of this package show content: its size and the names in it, never the content itself. */
final class Shown {
    private Shown() {}

    static String of(@Nullable String text) {
        return text == null ? "none" : text.length() + " characters";
    }

    static String of(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "none";
        }
        if (node.isObject()) {
            return "an object of " + node.size();
        }
        if (node.isArray()) {
            return "a list of " + node.size();
        }
        return node.isString() ? of(node.stringValue()) : node.isNumber() ? "a number" : "a boolean";
    }
}
