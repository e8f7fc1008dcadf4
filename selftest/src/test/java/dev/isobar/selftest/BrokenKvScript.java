package dev.isobar.selftest;

import dev.isobar.selftest.ChangedRedis.Change;

/** What can be wrong with the scripts of Redis' KV: one place in one of them, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // A change is a record of texts.
enum BrokenKvScript {
    LISTS_NOTHING_THAT_ENDS(
            "KV-LIST-06",
            "kv-put",
            "redis.call('ZADD', KEYS[2], 0, ARGV[2])\nredis.call('ZADD', KEYS[3]",
            "redis.call('ZADD', KEYS[3]"),
    DELETES_ONE_OF_MANY("KV-DEL-04", "kv-delete", "unpack(KEYS, 3)", "KEYS[3]"),
    LISTS_BEYOND_THE_PREFIX("KV-LIST-10", "kv-list", "least, ARGV[3], 'LIMIT'", "least, '+', 'LIMIT'"),
    LISTS_UP_TO_THE_END("KV-LIST-07", "kv-list", "ends * 1000 > now", "ends * 1000 >= now"),
    LISTS_A_SECOND_TOO_SHORT("KV-TTL-01", "kv-list", "ends * 1000 > now", "ends * 1000 > now + 1000"),
    SORTS_BULK_READS(
            "KV-BULK-03",
            "kv-get-all",
            "return redis.call('MGET', unpack(KEYS))",
            "table.sort(KEYS)\nreturn redis.call('MGET', unpack(KEYS))"),
    SWEEPS_NAMES_OF_ENDLESS_ENTRIES("KV-TTL-02", "kv-sweep", "if left == -2", "if left < 0");

    private final String rule;
    private final Change change;

    BrokenKvScript(String rule, String script, String place, String replacement) {
        this.rule = rule;
        this.change = new Change(script, place, replacement);
    }

    String rule() {
        return rule;
    }

    Change change() {
        return change;
    }
}
