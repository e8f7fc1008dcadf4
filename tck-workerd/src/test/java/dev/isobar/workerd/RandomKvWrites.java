package dev.isobar.workerd;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls that change a KV namespace or its time; remembers which keys were given values of which kind. */
final class RandomKvWrites {
    private static final long MAX = 2_147_483_647L;

    private final Dice dice;
    private final RandomNames names;
    private final RandomJson json;
    private final boolean clock;
    private final Set<String> falsy = new HashSet<>();
    private final Set<String> marked = new HashSet<>();
    private final Set<String> notJson = new HashSet<>();
    private long now;

    RandomKvWrites(Dice dice, RandomNames names, boolean clock, long now) {
        this.dice = dice;
        this.names = names;
        this.json = new RandomJson(dice);
        this.clock = clock;
        this.now = now;
    }

    /** Whether the key was never given a value that is not JSON. */
    boolean isJson(String key) {
        return !notJson.contains(key);
    }

    /** Whether the key was ever given a value that JavaScript takes for false. */
    boolean isFalsy(String key) {
        return falsy.contains(key);
    }

    /** Whether the key was ever given a value that begins with a byte order mark. */
    boolean isMarked(String key) {
        return marked.contains(key);
    }

    Step next() {
        if (clock && dice.chance(15)) {
            int seconds = dice.oneOf(1, 30, 59, 60, 61, 3_600);
            now += seconds;
            return Step.of("clock.advance").with("seconds", seconds);
        }
        if (dice.chance(8)) {
            return Step.of("putMany")
                    .with("key", dice.oneOf("n{i:3}", "a/{i}/b", "user:{i}"))
                    .with("count", dice.between(1, 30))
                    .with("value", "1{i}")
                    .withAny("options", options());
        }
        String key = dice.chance(3) ? dice.oneOf("", ".", "..") : names.next();
        return Step.of("put").with("key", key).with("value", value(key)).withAny("options", options());
    }

    Step delete() {
        return Step.of("delete").with("key", dice.chance(4) ? dice.oneOf("", ".", "..") : names.next());
    }

    private JsonNode value(String key) {
        int kind = dice.between(1, 100);
        if (kind <= 3 && !clock) {
            // How deep JSON may be nested is not fixed (KV-GET-06).
            return Forms.of("[".repeat(400) + "]".repeat(400));
        }
        if (kind <= 30) {
            return Forms.of(json.json());
        }
        if (kind <= 40) {
            falsy.add(key);
            return Forms.of(json.falsy());
        }
        notJson.add(key);
        JsonNode value = notJson(kind);
        if (value.equals(Forms.of(""))) {
            falsy.add(key);
        }
        if (value.equals(Forms.of("\ufeff1"))) {
            marked.add(key);
        }
        return kind <= 85 ? value : Forms.stream(value, dice.chance(70));
    }

    private JsonNode notJson(int kind) {
        if (kind <= 60) {
            return Forms.of(json.broken());
        }
        if (kind <= 75) {
            byte[] bytes = new byte[dice.between(1, 6)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte)
                        (int) dice.oneOf(0x61, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0xc0, 0xff, 0);
            }
            return Forms.bytes(bytes);
        }
        // With a time of its own the simulator takes a kibibyte at most, in a value and in all values of a bulk read.
        return Forms.sequence(dice.between(1, clock ? 80 : 100_000), dice.between(0, 250));
    }

    private ObjectNode options() {
        ObjectNode options = Forms.members();
        // On a wall clock the seconds of two runs differ.
        if (clock && dice.chance(25)) {
            options.put("expirationTtl", dice.oneOf(60L, 60L, 61L, 120L, 3_600L, MAX, 59L, 1L, 0L, -1L, MAX + 1));
        }
        if (clock && dice.chance(25)) {
            options.put(
                    "expiration",
                    dice.oneOf(
                            now + 60,
                            now + 60,
                            now + 61,
                            now + 3_600,
                            now + 59,
                            now + 1,
                            now,
                            now - 1,
                            0L,
                            -1L,
                            MAX,
                            MAX + 1,
                            now * 1_000));
        }
        if (dice.chance(40)) {
            options.set("metadata", metadata());
        }
        return options;
    }

    private JsonNode metadata() {
        if (dice.chance(80)) {
            return json.value();
        }
        String letter = dice.oneOf("x", "é", "😀", "\"", "\n", "\u0001", "\u2028", "\u007f");
        int bytes = RandomJson.bytes(letter);
        int length = dice.oneOf(1_021, 1_022, 1_023, 1_024, 2_000);
        return Forms.of(letter.repeat(length / bytes) + "y".repeat(length % bytes));
    }
}
