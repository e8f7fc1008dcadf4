package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules KV-PUT-05 to KV-PUT-10, KV-GET-02 and KV-LIST-07: how long an entry lives. */
abstract class KvExpiryRules {
    private static final String OUT_OF_RANGE =
            "Value out of range. Must be between -2147483648 and 2147483647 (inclusive).";

    @Rule("KV-PUT-05")
    void refusesATimeToLiveUnderAMinute(KVNamespace kv) {
        for (Duration ttl : List.of(Duration.ofSeconds(59), Duration.ofMillis(59_900))) {
            Refused.asInvalid(
                    "400",
                    "KV PUT failed: 400 Invalid expiration_ttl of 59. Expiration TTL must be at least 60.",
                    () -> kv.put("session", "open", ttl(ttl)));
        }
        assertNull(kv.get("session"));
    }

    @Rule("KV-PUT-05")
    void refusesATimeToLiveOfZeroAndLess(KVNamespace kv) {
        for (int seconds : new int[] {0, -1, -60}) {
            Refused.asInvalid(
                    "400",
                    "KV PUT failed: 400 Invalid expiration_ttl of " + seconds
                            + ". Please specify integer greater than 0.",
                    () -> kv.put("session", "open", ttl(Duration.ofSeconds(seconds))));
        }
    }

    @Rule("KV-PUT-05")
    void cutsFractionsOfATimeToLive(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(Duration.ofMillis(60_900)));

        assertEquals(clock.instant().plusSeconds(60), expirationOf(kv, "session"));
    }

    @Rule("KV-PUT-06")
    void refusesAnExpirationThatIsPast(KVNamespace kv, TestClock clock) {
        for (int seconds : new int[] {0, -1, -100_000}) {
            Instant end = clock.instant().plusSeconds(seconds);
            Refused.asInvalid(
                    "400",
                    "KV PUT failed: 400 Invalid expiration of " + end.getEpochSecond()
                            + ". Please specify integer greater than the current number of seconds since the UNIX epoch.",
                    () -> kv.put("session", "open", until(end)));
        }
    }

    @Rule("KV-PUT-06")
    void refusesAnExpirationWithinAMinute(KVNamespace kv, TestClock clock) {
        for (int seconds : new int[] {1, 59}) {
            Instant end = clock.instant().plusSeconds(seconds);
            Refused.asInvalid(
                    "400",
                    "KV PUT failed: 400 Invalid expiration of " + end.getEpochSecond()
                            + ". Expiration times must be at least 60 seconds in the future.",
                    () -> kv.put("session", "open", until(end)));
        }
    }

    @Rule("KV-PUT-06")
    void takesAnExpirationInAMinute(KVNamespace kv, TestClock clock) {
        Instant end = clock.instant().plusSeconds(60);
        clock.advance(Duration.ofMillis(900));

        kv.put("session", "open", until(end.plusMillis(500)));

        assertEquals(end, expirationOf(kv, "session"));
    }

    @Rule("KV-PUT-07")
    void prefersTheTimeToLive(KVNamespace kv, TestClock clock) {
        Instant past = clock.instant().minusSeconds(1);

        kv.put("session", "open", ttl(Duration.ofSeconds(100)).withExpiration(past));

        assertEquals(clock.instant().plusSeconds(100), expirationOf(kv, "session"));
    }

    @Rule("KV-PUT-07")
    void prefersTheTimeToLiveToALaterExpiration(KVNamespace kv, TestClock clock) {
        Instant later = clock.instant().plusSeconds(1_000);

        kv.put("session", "open", ttl(Duration.ofSeconds(100)).withExpiration(later));

        assertEquals(clock.instant().plusSeconds(100), expirationOf(kv, "session"));
    }

    @Rule("KV-PUT-07")
    void refusesABadTimeToLiveBesideAGoodExpiration(KVNamespace kv, TestClock clock) {
        Instant good = clock.instant().plusSeconds(100);

        Refused.asInvalid(
                "400",
                "KV PUT failed: 400 Invalid expiration_ttl of 1. Expiration TTL must be at least 60.",
                () -> kv.put("session", "open", ttl(Duration.ofSeconds(1)).withExpiration(good)));
        assertNull(kv.get("session"));
    }

    @Rule("KV-PUT-07")
    void checksTheRangeOfAnExpirationThatDoesNotCount(KVNamespace kv) {
        Instant outside = Instant.ofEpochSecond(2_147_483_648L);

        Refused.asInvalid(
                null,
                OUT_OF_RANGE,
                () -> kv.put("k", "v", ttl(Duration.ofSeconds(60)).withExpiration(outside)));
    }

    @Rule("KV-PUT-08")
    void refusesSecondsOutsideTheIntegers(KVNamespace kv) {
        for (Duration endless : Times.ENDLESS) {
            Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", ttl(endless)));
            KvGetOptions cached = KvGetOptions.NONE.withCacheTtl(endless);
            Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.get("k", KvType.TEXT, cached));
        }
        Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", ttl(Duration.ofSeconds(2_147_483_648L))));
        Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", ttl(Duration.ofSeconds(-2_147_483_649L))));
        Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", until(Instant.ofEpochSecond(2_147_483_648L))));
        Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", until(Instant.MIN)));
        Refused.asInvalid(null, OUT_OF_RANGE, () -> kv.put("k", "v", until(Instant.MAX)));
    }

    @Rule("KV-PUT-10")
    void listsTheSecondInWhichAnEntryEnds(KVNamespace kv, TestClock clock) {
        Instant written = clock.instant();
        clock.advance(Duration.ofMillis(750));

        kv.put("session", "open", ttl(Duration.ofSeconds(90)));

        assertEquals(written.plusSeconds(90), expirationOf(kv, "session"));
    }

    @Rule("KV-PUT-10")
    void keepsATimeToLiveOfTenYears(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(Duration.ofDays(3_650)));

        assertEquals("open", kv.get("session"));
        assertEquals(clock.instant().plus(Duration.ofDays(3_650)), expirationOf(kv, "session"));
    }

    @Rule(value = "KV-GET-02", needs = Capability.CONTROLLED_CLOCK)
    void endsAnEntryAtItsExpiration(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(Duration.ofSeconds(60)).withMetadata("here"));
        clock.advance(Duration.ofMillis(59_999));
        assertEquals("open", kv.get("session"));

        clock.advance(Duration.ofMillis(1));

        assertNull(kv.get("session"));
        assertNull(kv.get("session", KvType.TEXT, KvGetOptions.NONE.withCacheTtl(Duration.ofDays(1))));
        assertNull(kv.getWithMetadata("session").metadata());
        assertNull(kv.get(List.of("session"), KvType.TEXT).get("session"));
    }

    @Rule(value = "KV-LIST-07", needs = Capability.CONTROLLED_CLOCK)
    void leavesEndedEntriesOutOfTheListing(KVNamespace kv, TestClock clock) {
        kv.put("a", "short", ttl(Duration.ofSeconds(60)));
        kv.put("b", "long", ttl(Duration.ofSeconds(62)));
        kv.put("c", "endless");

        clock.advance(Duration.ofSeconds(61));

        assertEquals(
                List.of("b", "c"),
                kv.list(KvListOptions.ALL).keys().stream().map(KvKey::name).toList());
    }

    @Rule(value = "KV-LIST-07", needs = Capability.CONTROLLED_CLOCK)
    void listsNothingThatEndsInThisSecond(KVNamespace kv, TestClock clock) {
        kv.put("a", "short", ttl(Duration.ofSeconds(60)));

        clock.advance(Duration.ofSeconds(60));

        List<KvKey> listed = kv.list(KvListOptions.ALL).keys();
        assertNull(kv.get("a"));
        assertEquals(List.of(), listed);
    }

    @Rule(value = "KV-PUT-01", needs = Capability.CONTROLLED_CLOCK)
    void forgetsTheExpirationOfAnEarlierWrite(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(Duration.ofSeconds(60)));
        kv.put("session", "endless");

        clock.advance(Duration.ofSeconds(60));

        assertEquals("endless", kv.get("session"));
    }

    private static @Nullable Instant expirationOf(KVNamespace kv, String key) {
        return kv.list(KvListOptions.ALL.withPrefix(key)).keys().get(0).expiration();
    }

    private static KvPutOptions ttl(Duration ttl) {
        return KvPutOptions.NONE.withExpirationTtl(ttl);
    }

    private static KvPutOptions until(Instant instant) {
        return KvPutOptions.NONE.withExpiration(instant);
    }
}
