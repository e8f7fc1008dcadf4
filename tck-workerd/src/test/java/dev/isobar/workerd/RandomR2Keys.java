package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The keys of a bucket, and the names under which what was stored there is saved. */
final class RandomR2Keys {
    private final RandomNames names;
    private final Dice dice;
    private final List<String> used = new ArrayList<>();
    private final Set<String> empty = new HashSet<>();

    RandomR2Keys(Dice dice) {
        this.dice = dice;
        this.names = new RandomNames(dice, 1_024);
    }

    String next() {
        // A NUL is left out: tag quirk.
        String key = dice.chance(2) ? dice.oneOf("", ".", "..") : names.next();
        if (!used.contains(key)) {
            used.add(key);
        }
        return key;
    }

    String beginning() {
        return names.beginning();
    }

    /** The name for what is stored under a key; as every call saves it, it names what is there now, or was last. */
    String name(String key) {
        return "o" + used.indexOf(key);
    }

    JsonNode stored(String key) {
        return Forms.reference(name(key));
    }

    void storesEmpty(String key) {
        empty.add(key);
    }

    boolean mayBeEmpty(String key) {
        return empty.contains(key);
    }
}
