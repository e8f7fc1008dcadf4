package dev.isobar.workerd;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One step of a scenario, as it is made up. */
record Step(ObjectNode json) {
    static Step of(String operation) {
        ObjectNode json = Forms.members().put("op", operation);
        json.putObject("args");
        return new Step(json);
    }

    Step with(String name, JsonNode value) {
        arguments().set(name, value);
        return this;
    }

    Step with(String name, String value) {
        arguments().put(name, value);
        return this;
    }

    Step with(String name, long value) {
        arguments().put(name, value);
        return this;
    }

    /** Leaves an argument out that has no members. */
    Step withAny(String name, ObjectNode value) {
        return value.isEmpty() ? this : with(name, value);
    }

    /** Keeps the outcome under a name for references by later steps. */
    Step saved(String name) {
        json.put("save", name);
        return this;
    }

    private ObjectNode arguments() {
        return (ObjectNode) json.get("args");
    }
}
