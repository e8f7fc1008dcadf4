package dev.isobar.selftest;

import dev.isobar.selftest.ChangedRedis.Change;

/** What can be wrong with the scripts of Redis' queues: one place in one of them, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // A change is a record of texts.
enum BrokenQueueScript {
    DELIVERS_WHILE_PAUSED("Q-PAUSE-01", "queue-take", "== '1' then", "== '2' then"),
    NAMES_EACH_LEASE_ALIKE("Q-PULL-03", "queue-take", "its.leases + 1, its.attempts + 1", "1, its.attempts + 1"),
    COUNTS_NO_ATTEMPTS("Q-CONS-06", "queue-take", "its.leases + 1, its.attempts + 1", "its.leases + 1, 1"),
    LEASES_UNTIL_THE_NEXT_CALL(
            "Q-PULL-02", "queue-take", "add(leased, score(now + visibility)", "add(leased, score(now)"),
    TAKES_A_SINGLE_MESSAGE("Q-CONS-03", "queue-take", "ready, 0, most - 1", "ready, 0, 0"),
    KEEPS_THE_BYTES_OF_WHAT_IS_LEASED("Q-MET-01", "queue-take", "'bytes', 0 - bytes", "'bytes', 0"),
    SETTLES_A_LEASE_TWICE("Q-LEASE-02", "queue-settle", "lease ~= its.leases or not its.held", "lease ~= its.leases"),
    LETS_AN_EARLIER_LEASE_DECIDE("Q-PULL-03", "queue-settle", "lease ~= its.leases", "lease > its.leases"),
    COUNTS_WHAT_IS_GIVEN_BACK("Q-LEASE-03", "queue-settle", "its.attempts - 1", "its.attempts"),
    COUNTS_NO_FAILURES("Q-LEASE-03", "queue-settle", "its.failures + 1", "its.failures"),
    RETRIES_AT_ONCE(
            "Q-ACK-09", "queue-settle", "score(now + time)", "score(decision == 'retry' and now or now + time)"),
    STORES_A_REPEATED_SEND_AGAIN(
            "Q-SEND-18", "queue-send", "if not known[id] then", "id = known[id] and id .. 'b' or id do"),
    FORGETS_THE_DELAY("Q-SEND-10", "queue-send", "if delay == 0 then", "if delay >= 0 then"),
    KEEPS_DELAYED_MESSAGES_FROM_THE_SENDING(
            "Q-RET-01", "queue-send", "number(now + delay), failures", "number(now), failures"),
    KEEPS_ONE_MINUTE("Q-RET-01", "queue-send", "tonumber(ARGV[2])", "60000"),
    PURGES_WHAT_IS_READY("Q-PURGE-01", "queue-control", "ready, sent, later, heads, bodies", "ready, sent"),
    IGNORES_WHAT_FILLS_A_BATCH(
            "Q-TIME-02", "queue-take", "filled and math.min(filled, next or filled) or next", "filled or next"),
    SAYS_TOMORROW("Q-TIME-02", "queue-take", "number(again - now)", "number(again - now + 86400000)"),
    ACKNOWLEDGES_BY_THE_LATEST_LEASE_ONLY("Q-LEASE-02", "queue-settle", "lease >= 1 and lease <=", "lease =="),
    SHOWS_ONE_MESSAGE_TOO_FEW("Q-PEEK-01", "queue-peek", "tonumber(ARGV[3]) - 1", "tonumber(ARGV[3]) - 2"),
    RENEWS_NOTHING(
            "Q-LEASE-07", "queue-settle", "score(now + time)", "score(decision == 'extend' and now or now + time)"),
    TAKES_A_RENEWAL_FOR_AN_ATTEMPT(
            "Q-LEASE-07",
            "queue-settle",
            "decision == 'retry' then",
            "decision == 'extend' then its.attempts = its.attempts + 1 elseif decision == 'retry' then"),
    COUNTS_WHAT_IS_DELAYED("Q-MET-01", "queue-send", "longest = math.max(longest, delay)", "bytes = bytes + #body"),
    KEEPS_A_LEASE_THAT_WAS_GIVEN_BACK(
            "Q-LEASE-02",
            "queue-settle",
            "or decision == 'bury'\n",
            "or decision == 'bury' or decision == 'release'\n"),
    KEEPS_THE_BYTES_OF_WHAT_IS_PURGED("Q-MET-01", "queue-control", "'HDEL', info, 'bytes'", "'HLEN', info"),
    FORGETS_ONE_THAT_HAS_EXPIRED("Q-LEASE-02", "queue", "places) == #places then", "places) > 0 then"),
    DROPS_A_THOUSAND_ONLY("Q-RET-01", "queue", "#old == 1000, #old == 1000", "#old == 1000, false"),
    FORGETS_THE_TURN(
            "Q-CONS-15",
            "queue-take",
            "redis.call('ZRANGE', ready, 0, most - 1)",
            "redis.call('ZREVRANGE', ready, 0, most - 1)");

    private final String rule;
    private final Change change;

    BrokenQueueScript(String rule, String script, String place, String replacement) {
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
