package dev.isobar.workerd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of a KV namespace. */
final class RandomKv implements RandomSteps {
    // Half a second off: KV-LIST-07, the simulator lists an entry in the very millisecond of its end.
    private static final long START_MILLIS = 1_700_000_000_500L;

    private final Dice dice;
    private final RandomNames names;
    private final RandomKvWrites writes;
    private final boolean clock;
    private final boolean engineMessages;
    private final Set<String> pages = new HashSet<>();

    RandomKv(Dice dice) {
        this.dice = dice;
        this.names = new RandomNames(dice, 512);
        this.clock = dice.chance(70);
        this.engineMessages = dice.chance(20);
        this.writes = new RandomKvWrites(dice, names, clock, START_MILLIS / 1_000);
    }

    @Override
    public ObjectNode head() {
        ObjectNode head = Forms.members();
        if (clock) {
            head.putObject("clock").put("startMillis", START_MILLIS);
        }
        if (engineMessages) {
            head.putArray("tags").add("engine-message");
        }
        return head;
    }

    @Override
    public Step next() {
        int kind = dice.between(1, 100);
        if (kind <= 35) {
            return writes.next();
        }
        if (kind <= 55) {
            return read(dice.oneOf("get", "getWithMetadata"));
        }
        if (kind <= 70) {
            return readMany(dice.oneOf("getMany", "getManyWithMetadata"));
        }
        return kind <= 95 ? list() : writes.delete();
    }

    private Step read(String operation) {
        String key = key();
        // The text of the error is the JavaScript engine's (KV-GET-06).
        boolean json = engineMessages || writes.isJson(key);
        String type = json ? dice.oneOf("text", "json", "json", "arrayBuffer", "stream") : dice.oneOf("text", "stream");
        return Step.of(operation).with("key", key).with("options", readOptions(type));
    }

    private String key() {
        return dice.chance(4) ? dice.oneOf("", ".", "..") : names.next();
    }

    private ObjectNode readOptions(String type) {
        ObjectNode options = Forms.members().put("type", type);
        if (dice.chance(15)) {
            options.put("cacheTtl", dice.oneOf(30L, 60L, 29L, 0L, -1L, 86_400L, 2_147_483_647L, 2_147_483_648L));
        }
        return options;
    }

    private Step readMany(String operation) {
        // Of several faults the simulator finds another one first (differences.md), so there is one at most.
        if (dice.chance(10)) {
            JsonNode faulty =
                    Forms.array(List.of(Forms.of("missing"), Forms.of(dice.oneOf("", ".", "..", "€".repeat(171)))));
            return Step.of(operation).with("keys", dice.chance(20) ? Forms.array(List.of()) : faulty);
        }
        boolean json = dice.chance(30);
        String type = json ? "json" : dice.chance(95) ? "text" : dice.oneOf("arrayBuffer", "stream");
        return Step.of(operation)
                .with("keys", keys(operation.equals("getManyWithMetadata")))
                .with("options", readOptions(type));
    }

    private JsonNode keys(boolean withMetadata) {
        if (dice.chance(5)) {
            ObjectNode many = Forms.members();
            many.putObject("$arrayOf").put("count", dice.oneOf(100, 101)).put("item", "n{i:3}");
            return many;
        }
        List<JsonNode> keys = new ArrayList<>();
        for (int left = dice.between(0, 5); left >= 0; left--) {
            String key = good();
            // Tag quirk: the simulator drops the metadata of values that JavaScript takes for false.
            // KV-BULK-08: workerd leaves out keys that look like indices; RandomNames makes none.
            // Of a key that ends with a backslash its JSON parser keeps a wrong memory (differences.md).
            if (!key.endsWith("\\") && !writes.isMarked(key) && !(withMetadata && writes.isFalsy(key))) {
                keys.add(Forms.of(key));
            }
        }
        return Forms.array(keys);
    }

    /** A key that is not too long. */
    private String good() {
        String name = names.next();
        while (name.getBytes(StandardCharsets.UTF_8).length > 512) {
            name = names.next();
        }
        return name;
    }

    private Step list() {
        String operation = dice.oneOf("list", "list", "listNames", "listAll");
        ObjectNode options = Forms.members();
        if (dice.chance(50)) {
            options.put("prefix", dice.chance(5) ? names.next() : names.beginning());
        }
        if (dice.chance(60)) {
            options.put("limit", dice.oneOf(1, 2, 3, 5, 10, 1_000, 1_001, 0, -1));
        }
        // A malformed cursor is not tested (KV-LIST-08).
        if (dice.chance(40) && !pages.isEmpty() && !operation.equals("listAll")) {
            options.set("cursor", Forms.reference(dice.oneOf(List.copyOf(pages)) + ".cursor"));
        }
        Step step = Step.of(operation).withAny("options", options);
        if (operation.equals("list") && dice.chance(70)) {
            String page = dice.oneOf("p", "q");
            pages.add(page);
            step.saved(page);
        }
        return step;
    }
}
