package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of an R2 bucket. */
final class RandomR2 implements RandomSteps {
    private final Dice dice;
    private final RandomR2Keys keys;
    private final RandomR2Conditions conditions;
    private final RandomR2Writes writes;
    private final RandomR2Uploads uploads;
    private final boolean engineMessages;
    private boolean paged;
    private boolean opened;

    RandomR2(Dice dice) {
        this.dice = dice;
        this.keys = new RandomR2Keys(dice);
        this.conditions = new RandomR2Conditions(dice, keys);
        this.writes = new RandomR2Writes(dice, keys, conditions);
        this.uploads = new RandomR2Uploads(dice, keys, writes);
        this.engineMessages = dice.chance(20);
    }

    @Override
    public ObjectNode head() {
        ObjectNode head = Forms.members();
        if (engineMessages) {
            head.putArray("tags").add("engine-message");
        }
        return head;
    }

    @Override
    public Step next() {
        int kind = dice.between(1, 100);
        if (kind <= 28) {
            return writes.put();
        }
        if (kind <= 52) {
            return get();
        }
        if (kind <= 58) {
            return Step.of("head").with("key", keys.next());
        }
        if (kind <= 63) {
            return delete();
        }
        if (kind <= 68) {
            return object();
        }
        return kind <= 83 ? list() : uploads.next();
    }

    private Step get() {
        String key = keys.next();
        ObjectNode options = Forms.members();
        boolean conditional = dice.chance(30);
        if (conditional) {
            options.set("onlyIf", conditions.next(key));
        }
        if (dice.chance(40)) {
            options.set("range", conditions.range(keys.mayBeEmpty(key)));
        }
        if (dice.chance(3)) {
            options.put("ssecKey", dice.oneOf("", "ab", "A".repeat(64), "0".repeat(63), "g".repeat(64)));
        }
        Step step = Step.of("get").with("key", key).withAny("options", options);
        if (!conditional && dice.chance(20)) {
            opened = true;
            return step.with("read", "none").saved("g");
        }
        // The text of the error is the JavaScript engine's (R2-OBJ-08).
        String read = engineMessages ? "json" : "stream";
        return dice.chance(60) ? step.with("read", dice.oneOf("text", "bytes", "arrayBuffer", read)) : step;
    }

    /** What can be done with an object that an earlier step returned. */
    private Step object() {
        if (opened && dice.chance(60)) {
            return dice.chance(60)
                    ? Step.of("readBody").with("object", Forms.reference("g")).with("as", dice.oneOf("text", "bytes"))
                    : Step.of("bodyUsed").with("object", Forms.reference("g"));
        }
        return Step.of(dice.oneOf("checksums", "writeHttpMetadata")).with("object", keys.stored(keys.next()));
    }

    private Step delete() {
        if (dice.chance(50)) {
            return Step.of("delete").with("key", keys.next());
        }
        // R2-DEL-02: the simulator takes more than 1,000.
        List<JsonNode> many = new ArrayList<>();
        for (int left = dice.between(0, 5); left > 0; left--) {
            many.add(Forms.of(keys.next()));
        }
        return Step.of("delete").with("keys", Forms.array(many));
    }

    private Step list() {
        String operation = dice.oneOf("list", "listKeys", "listKeys", "listAll");
        ObjectNode options = Forms.members();
        if (dice.chance(50)) {
            options.put("prefix", keys.beginning());
        }
        if (dice.chance(50)) {
            options.put("delimiter", dice.oneOf("/", "/", "b", "/b", "", ":", "😀", "%"));
        }
        if (dice.chance(50)) {
            options.put("limit", dice.oneOf(1, 1, 2, 3, 5, 1_000, 1_001, 0, -1));
        }
        if (dice.chance(25)) {
            options.put("startAfter", dice.chance(50) ? keys.next() : keys.beginning());
        }
        if (operation.equals("list") && dice.chance(50)) {
            options.set(
                    "include",
                    Forms.of(dice.oneOf(
                            List.of("httpMetadata"),
                            List.of("customMetadata"),
                            List.of("httpMetadata", "customMetadata"))));
        }
        // What a damaged cursor does is not fixed (R2-LIST-06).
        if (paged && dice.chance(40) && !operation.equals("listAll")) {
            options.set("cursor", Forms.reference("p.cursor"));
        }
        Step step = Step.of(operation).withAny("options", options);
        if (operation.equals("list") && dice.chance(70)) {
            paged = true;
            step.saved("p");
        }
        return step;
    }
}
