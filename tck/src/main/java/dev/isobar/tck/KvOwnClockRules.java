package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

/** Rule KV-TTL-03: what KV-TTL-01 and KV-TTL-02 ask, of a store with a clock of its own, in a single minute. */
abstract class KvOwnClockRules {
    /** How far the clocks may be apart: what is seen within this time of an expiration is not judged. */
    private static final Duration APART = Duration.ofMillis(500);

    private static final Duration NEAR = Duration.ofSeconds(2);
    private static final Duration BETWEEN_FAR_LOOKS = Duration.ofSeconds(5);
    private static final long STEP_NANOS = 20_000_000;
    private static final int MANY = 50;

    @Rule(value = "KV-TTL-03", without = Capability.CONTROLLED_CLOCK)
    @Tag("slow")
    void endsEntriesOnTheClockOfTheStore(KVNamespace kv, TckSubject<KVNamespace> subject, TestClock clock) {
        InstantSource time = subject.store().clock();
        Optional<LongSupplier> stored = subject.store().stored();
        clock.set(time.instant());
        KvSweepRules.sweep(kv);
        long before = stored.map(LongSupplier::getAsLong).orElse(0L);
        store(kv);
        Instant end = expiration(kv, "session");
        Instant second = expiration(kv, "longer");
        assertEquals(Duration.ofSeconds(1), Duration.between(end, second), "between times to live of 60 s and 61 s");
        KvListPage first = kv.list(KvListOptions.ALL.withPrefix("page/").withLimit(1));

        Instant next = time.instant();
        while (time.instant().isBefore(second.plus(APART.multipliedBy(2)))) {
            if (!time.instant().isBefore(next)) {
                look(kv, time, end, second);
                boolean far = time.instant().isBefore(end.minus(NEAR).minus(BETWEEN_FAR_LOOKS));
                next = far ? time.instant().plus(BETWEEN_FAR_LOOKS) : Instant.MIN;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }

        KvSweepRules.sweep(kv);
        assertLasting(kv);
        assertEquals(
                List.of("page/b"),
                names(kv.list(KvListOptions.ALL.withPrefix("page/").withCursor(first.cursor()))));
        kv.delete("session");
        kv.put("session", "again");
        assertEquals("again", kv.get("session"), "what is stored after its key has ended");
        kv.deleteBulk(List.of("session", "endless", "forgotten", "renewed", "again", "page/b"));
        if (stored.isPresent()) {
            KvSweepRules.assertFreed(kv, subject.store(), before);
        }
    }

    private static void store(KVNamespace kv) {
        kv.put("session", "open", ttl(60).withMetadata("web"));
        kv.put("longer", "open", ttl(61).withMetadata("web"));
        kv.put("shortened", "open", ttl(600));
        kv.put("shortened", "open", ttl(60));
        kv.put("renewed", "open", ttl(60));
        kv.put("renewed", "open", ttl(600));
        kv.put("forgotten", "open", ttl(60));
        kv.put("forgotten", "open");
        kv.put("again", "open", ttl(60));
        kv.delete("again");
        kv.put("again", "open");
        kv.put("endless", "open");
        kv.put("page/a", "open", ttl(60));
        kv.put("page/b", "open");
        IntStream.range(0, MANY).forEach(i -> kv.put("many-" + i, "v", ttl(60)));
    }

    private static void look(KVNamespace kv, InstantSource time, Instant end, Instant second) {
        // Until the end only: what is removed then hides whether reads look at the time.
        if (time.instant().isBefore(end)) {
            KvSweepRules.sweep(kv);
        }
        for (String key : List.of("session", "shortened", "page/a")) {
            judge(time, end, "get of " + key, () -> kv.get(key) != null);
            judge(time, end, "a bulk read of " + key, () -> inBulk(kv, key));
            judge(time, end, "a listing of " + key, () -> listed(kv, key));
        }
        judge(
                time,
                end,
                "metadata of session",
                () -> kv.getWithMetadata("session").metadata() != null);
        judge(time, second, "get of longer", () -> kv.get("longer") != null);
        judge(time, second, "a bulk read of longer", () -> inBulk(kv, "longer"));
        judge(time, second, "a listing of longer", () -> listed(kv, "longer"));
        assertLasting(kv);
    }

    private static void assertLasting(KVNamespace kv) {
        for (String key : List.of("renewed", "forgotten", "again", "endless")) {
            assertEquals("open", kv.get(key), "get of what lasts: " + key);
            assertTrue(inBulk(kv, key), "a bulk read of what lasts: " + key);
            assertTrue(listed(kv, key), "a listing of what lasts: " + key);
        }
    }

    /** Judges a call that was over before the expiration, or began after it; clocks may be half a second apart. */
    private static void judge(InstantSource time, Instant end, String what, BooleanSupplier there) {
        Instant began = time.instant();
        boolean found = there.getAsBoolean();
        Instant over = time.instant();
        if (over.isBefore(end.minus(APART))) {
            assertTrue(found, () -> what + " finds nothing " + Duration.between(over, end) + " before its expiration");
        }
        if (began.isAfter(end.plus(APART))) {
            assertFalse(found, () -> what + " finds it " + Duration.between(end, began) + " after its expiration");
        }
    }

    private static Instant expiration(KVNamespace kv, String key) {
        List<KvKey> listed = kv.list(KvListOptions.ALL.withPrefix(key)).keys();
        assertEquals(1, listed.size(), "names of prefix " + key);
        Instant end = listed.get(0).expiration();
        assertNotNull(end, "the expiration of " + key);
        return end;
    }

    private static boolean inBulk(KVNamespace kv, String key) {
        return kv.get(List.of("nobody", key), KvType.TEXT).get(key) != null;
    }

    private static boolean listed(KVNamespace kv, String key) {
        return names(kv.list(KvListOptions.ALL.withPrefix(key))).contains(key);
    }

    private static List<String> names(KvListPage page) {
        return page.keys().stream().map(KvKey::name).toList();
    }

    private static KvPutOptions ttl(int seconds) {
        return KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(seconds));
    }
}
