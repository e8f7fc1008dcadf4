package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules KV-TTL-01 and KV-TTL-02: which entries end with their expiration, everywhere, and what they leave. */
abstract class KvSweepRules {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final long STEP_NANOS = 20_000_000;
    private static final int MANY = 100;

    @Rule(value = "KV-TTL-01", needs = Capability.CONTROLLED_CLOCK)
    void keepsAnEntryToItsLastMillisecond(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(60).withMetadata("web"));
        kv.put("over", "before it", ttl(60));
        clock.advance(Duration.ofSeconds(59));
        sweep(kv);
        assertThere(kv, "session", "open");

        clock.advance(Duration.ofMillis(999));
        sweep(kv);

        assertThere(kv, "session", "open");
    }

    @Rule(value = "KV-TTL-01", needs = Capability.CONTROLLED_CLOCK)
    void endsAnEntryEverywhere(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(60).withMetadata("web"));
        kv.put("longer", "open", ttl(61).withMetadata("web"));
        assertThere(kv, "session", "open");

        clock.advance(Duration.ofSeconds(60));

        assertGone(kv, "session");
        assertThere(kv, "longer", "open");
        Map<String, @Nullable KvValue<String>> found =
                kv.getWithMetadata(List.of("longer", "session", "nobody"), KvType.TEXT);
        assertNull(found.get("session"), "a bulk read of an entry that has ended");
        assertEquals("open", kv.get(List.of("session", "longer"), KvType.TEXT).get("longer"));
    }

    @Rule(value = "KV-TTL-01", needs = Capability.CONTROLLED_CLOCK)
    void endsWhatWasReadBefore(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(90));
        for (int second = 0; second < 90; second += 30) {
            assertThere(kv, "session", "open");
            clock.advance(Duration.ofSeconds(30));
        }

        assertGone(kv, "session");
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void keepsAnEntryThatIsRenewed(KVNamespace kv, TestClock clock) {
        kv.put("session", "open", ttl(60));
        clock.advance(Duration.ofMillis(59_999));
        kv.put("session", "renewed", ttl(60));

        clock.advance(SECOND);
        sweep(kv);
        assertThere(kv, "session", "renewed");
        clock.advance(Duration.ofSeconds(58));
        sweep(kv);

        assertThere(kv, "session", "renewed");
        clock.advance(SECOND);
        assertGone(kv, "session");
    }

    @Rule("KV-TTL-02")
    void keepsEntriesThatEndInOneSecond(KVNamespace kv) {
        for (String key : List.of("session", "session", "other", "deleted", "deleted", "again")) {
            kv.put(key, "open", ttl(600));
        }
        kv.delete("deleted");
        kv.delete("again");
        kv.put("again", "open", ttl(600));

        for (String key : List.of("session", "other", "again")) {
            assertThere(kv, key, "open");
        }
        assertGone(kv, "deleted");
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void keepsAnEntryThatIsWrittenAgainUnchanged(KVNamespace kv, TestClock clock) {
        for (String key : List.of("renewed", "endless", "with metadata")) {
            kv.put(key, "open", ttl(60).withMetadata("web"));
        }
        clock.advance(Duration.ofSeconds(50));
        kv.put("renewed", "open", ttl(60).withMetadata("web"));
        kv.put("endless", "open", KvPutOptions.NONE.withMetadata("web"));
        kv.put("with metadata", "open", ttl(60).withMetadata("phone"));

        clock.advance(Duration.ofSeconds(20));
        sweep(kv);

        for (String key : List.of("renewed", "endless", "with metadata")) {
            assertThere(kv, key, "open");
        }
        assertEquals(
                "\"phone\"", String.valueOf(kv.getWithMetadata("with metadata").metadata()));
        clock.advance(Duration.ofSeconds(40));
        assertGone(kv, "renewed");
        assertThere(kv, "endless", "open");
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void keepsWhatIsWrittenWithoutExpirationAfterOneWith(KVNamespace kv, TestClock clock) {
        kv.put("overwritten", "open", ttl(60));
        kv.put("overwritten", "endless");
        kv.put("deleted", "open", ttl(60));
        kv.delete("deleted");
        kv.put("deleted", "endless");
        kv.put("ended", "open", ttl(60));

        clock.advance(Duration.ofSeconds(61));
        kv.put("ended", "endless");
        sweep(kv);

        for (String key : List.of("overwritten", "deleted", "ended")) {
            assertThere(kv, key, "endless");
        }
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void keepsWhatIsWrittenWhileItsPredecessorIsRemoved(KVNamespace kv, TestClock clock) {
        InStep.run(
                round -> {
                    kv.put("session", "open", ttl(60));
                    clock.advance(Duration.ofSeconds(60));
                },
                round -> kv.put("session", "renewed"),
                round -> {
                    if (round % 3 == 0) {
                        kv.list(KvListOptions.ALL);
                    } else {
                        kv.get("session");
                    }
                },
                round -> assertEquals("renewed", kv.get("session"), "what was written while others read"));
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void endsAnEntryThatIsShortened(KVNamespace kv, TestClock clock) {
        kv.put("shortened", "open", ttl(600));
        kv.put("shortened", "short", ttl(60));
        kv.put("endless", "open");
        kv.put("endless", "short", ttl(60));
        clock.advance(Duration.ofMillis(59_999));
        assertThere(kv, "shortened", "short");

        clock.advance(Duration.ofMillis(1));

        assertGone(kv, "shortened");
        assertGone(kv, "endless");
    }

    @Rule(value = "KV-TTL-02", needs = Capability.CONTROLLED_CLOCK)
    void endsNoOtherEntry(KVNamespace kv, TestClock clock) {
        IntStream.range(0, 20).forEach(i -> kv.put("short-" + i, "v", ttl(60 + i % 2)));
        List<String> lasting = List.of("short", "short-", "short-1a", "short-2\0", "t");
        lasting.forEach(key -> kv.put(key, "kept", ttl(62)));

        clock.advance(Duration.ofSeconds(61));
        sweep(kv);

        lasting.forEach(key -> assertThere(kv, key, "kept"));
        assertEquals(4, kv.list(KvListOptions.ALL.withPrefix("short")).keys().size());
    }

    @Rule(value = "KV-TTL-04", needs = Capability.CONTROLLED_CLOCK)
    void freesWhatHasEnded(KVNamespace kv, TckSubject<KVNamespace> subject, TestClock clock) {
        TckStore store = subject.store();
        LongSupplier stored = store.stored().orElseThrow(Trial.LackException::ofStored);
        // Ends that are farther apart than 2^31 milliseconds.
        List.of(26, 30, 35, 45).forEach(days -> kv.put("lasts " + days, "v", ttl(days * 86_400)));
        sweep(kv);
        long before = stored.getAsLong();
        IntStream.range(0, MANY).forEach(i -> kv.put("short-" + i, "v", ttl(60)));
        IntStream.range(0, MANY).forEach(i -> kv.put("renewed", "v", ttl(60 + i)));
        IntStream.range(0, MANY).forEach(i -> {
            kv.put("deleted", "v", ttl(60 + i));
            kv.delete("deleted");
        });
        assertTrue(stored.getAsLong() >= before + MANY, "the counter counts the entries that are stored");

        clock.advance(Duration.ofSeconds(60 + MANY));

        assertFreed(kv, store, before);
    }

    /** A store may free in its own time, or a little with each write. */
    static void assertFreed(KVNamespace kv, TckStore store, long before) {
        LongSupplier stored = store.stored().orElseThrow(Trial.LackException::ofStored);
        long end = System.nanoTime() + store.patience().toNanos();
        while (stored.getAsLong() > before && System.nanoTime() - end < 0) {
            sweep(kv);
            LockSupport.parkNanos(STEP_NANOS);
        }
        assertEquals(
                before,
                stored.getAsLong(),
                () -> "what takes up room " + store.patience() + " and many writes after entries have ended");
    }

    /** Calls that may make a store remove what has ended. */
    static void sweep(KVNamespace kv) {
        IntStream.range(0, 4).forEach(i -> kv.put("other-" + i, "value"));
        kv.delete("nobody");
        assertNull(kv.get("nobody"));
        kv.list(KvListOptions.ALL.withPrefix("o"));
    }

    private static void assertThere(KVNamespace kv, String key, String value) {
        assertEquals(value, kv.get(key), "get of " + key);
        assertEquals(value, kv.getWithMetadata(key).value(), "getWithMetadata of " + key);
        assertEquals(value, kv.get(List.of(key), KvType.TEXT).get(key), "a bulk read of " + key);
        assertTrue(names(kv, key).contains(key), "a listing with " + key);
    }

    private static void assertGone(KVNamespace kv, String key) {
        assertNull(kv.get(key), "get of what has ended");
        assertEquals(new KvValue<>(null, null, null), kv.getWithMetadata(key), "getWithMetadata of what has ended");
        assertNull(kv.get(List.of(key), KvType.TEXT).get(key), "a bulk read of what has ended");
        assertNull(kv.getWithMetadata(List.of(key), KvType.TEXT).get(key), "a bulk read of what has ended");
        assertEquals(List.of(), names(kv, key), "a listing of what has ended");
    }

    private static List<String> names(KVNamespace kv, String prefix) {
        return kv.list(KvListOptions.ALL.withPrefix(prefix)).keys().stream()
                .map(KvKey::name)
                .toList();
    }

    private static KvPutOptions ttl(int seconds) {
        return KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(seconds));
    }
}
