package dev.isobar.internal.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvLimits;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvWanted;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.core.type.TypeReference;

/** What the kit cannot see: the order of the checks, typed JSON, the clock while a stream is read. */
class PortableKVNamespaceTest {
    private static final String LONG = "k".repeat(513);
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000));
    private final Kept driver = new Kept();
    private final KVNamespace kv = over(KvLimits.CLOUDFLARE);

    record User(String name, int age) {}

    @Test
    void looksAtTheRangeThenTheKeyThenTheExpiryThenTheMetadataThenTheValue() {
        InputStream unread = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) {
                throw new AssertionError("read before everything else was checked");
            }
        };
        KvPutOptions bad = KvPutOptions.NONE.withExpirationTtl(FIVE_SECONDS).withMetadata("m".repeat(2_000));

        assertRefused(
                "Value out of range",
                () -> kv.put(LONG, unread, bad.withExpirationTtl(Duration.ofSeconds(Integer.MAX_VALUE + 1L))));
        assertRefused("KV PUT failed: 414", () -> kv.put(LONG, unread, bad));
        assertRefused("KV PUT failed: 400 Invalid expiration_ttl of 5", () -> kv.put("key", unread, bad));
        assertRefused("KV PUT failed: 413 Metadata", () -> kv.put("key", unread, bad.withExpirationTtl(null)));
    }

    @Test
    void looksAtTheKeyBeforeTheCacheTtl() {
        KvGetOptions bad = KvGetOptions.NONE.withCacheTtl(FIVE_SECONDS);

        assertRefused("KV GET failed: 414", () -> kv.get(LONG, KvType.TEXT, bad));
        assertRefused("KV GET_BULK failed: 414", () -> kv.get(List.of(LONG), KvType.TEXT, bad));
        assertRefused("KV GET_BULK failed: 400 \"stream\"", () -> kv.get(List.of(), KvType.STREAM, bad));
    }

    @Test
    void looksAtTheLimitBeforeThePrefix() {
        assertRefused(
                "KV GET failed: 400 Invalid key_count_limit",
                () -> kv.list(KvListOptions.ALL.withLimit(1_001).withPrefix(LONG)));
    }

    private static void assertRefused(String start, Executable call) {
        String message =
                String.valueOf(assertThrows(IsobarException.class, call).getMessage());
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void countsTheTimeToLiveFromTheEndOfAStream() {
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                now.updateAndGet(instant -> instant.plusSeconds(50));
                return -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return read();
            }
        };

        kv.put("upload", slow, KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60)));

        assertEquals(Instant.ofEpochSecond(1_110), driver.record("upload").expiration());
    }

    @Test
    void readsJsonAsRecordsAndLists() {
        kv.putJson("user", new User("ada", 36));
        kv.putJson("users", List.of(new User("ada", 36), new User("grace", 85)));

        assertEquals("{\"name\":\"ada\",\"age\":36}", kv.get("user"));
        assertEquals(new User("ada", 36), kv.get("user", KvType.json(User.class)));
        List<User> users = kv.get("users", KvType.json(new TypeReference<List<User>>() {}));
        assertEquals(List.of(new User("ada", 36), new User("grace", 85)), users);
    }

    @Test
    void refusesJsonOfAnotherTypeWithoutQuotingIt() {
        kv.put("user", "{\"name\":\"ada\",\"age\":\"swordfish\"}");

        InvalidRequestException refusal =
                assertThrows(InvalidRequestException.class, () -> kv.get("user", KvType.json(User.class)));

        assertEquals(
                "the value cannot be read as JSON of type " + User.class.getTypeName() + ": see 'age'",
                refusal.getMessage());
        assertNull(refusal.getCause());
    }

    @Test
    void readsBrokenTextInJsonAsTheRuntimeDoes() {
        kv.put("user", new byte[] {'"', 'a', (byte) 0xFF, '"'});

        assertEquals("\"a\uFFFD\"", String.valueOf(kv.get("user", KvType.JSON)));
    }

    @Test
    void storesTheReplacementCharacterForHalfASurrogatePair() {
        kv.put("text", "half\uD83D");

        assertEquals("half\uFFFD", new String(driver.record("text").value(), StandardCharsets.UTF_8));
    }

    @Test
    void enforcesTheLimitsItWasGiven() {
        KVNamespace relaxed = over(KvLimits.RELAXED);

        relaxed.put("session", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(1)));

        assertEquals(Instant.ofEpochSecond(1_001), driver.record("session").expiration());
        assertRefused(
                "KV PUT failed: 400 Invalid expiration_ttl of 0",
                () -> relaxed.put("session", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ZERO)));
    }

    @Test
    void wantsMetadataOnlyWhereTheCallerDoes() {
        kv.get("a");
        kv.get(List.of("a"), KvType.TEXT);
        assertEquals(Set.of(KvWanted.VALUE), driver.wanted);

        driver.wanted.clear();
        kv.getWithMetadata("a");
        kv.getWithMetadata(List.of("a"), KvType.TEXT);
        assertEquals(Set.of(KvWanted.VALUE_AND_METADATA), driver.wanted);
    }

    @Test
    void stopsABulkReadAtItsLimit() {
        KVNamespace small = over(bulkBytes(2 * 1024 * 1024));
        for (String key : List.of("a", "b", "c", "d", "e")) {
            kv.put(key, new byte[1024 * 1024]);
        }

        LimitExceededException refusal = assertThrows(
                LimitExceededException.class, () -> small.get(List.of("a", "b", "c", "d", "e"), KvType.TEXT));

        assertEquals("KV GET_BULK failed: 413 Total size of request exceeds the limit of 2MB", refusal.getMessage());
        assertEquals("413", refusal.code());
        assertEquals(3, driver.reads);
        assertEquals(2, small.get(List.of("a", "b"), KvType.TEXT).size());
    }

    @Test
    void refusesWhatADriverReadsBeyondTheLimit() {
        driver.countsBytes = false;
        kv.put("a", new byte[11]);

        assertRefused("KV GET_BULK failed: 413", () -> over(bulkBytes(10)).get(List.of("a"), KvType.TEXT));
    }

    private static KvLimits bulkBytes(int most) {
        KvLimits standard = KvLimits.CLOUDFLARE;
        return new KvLimits(
                standard.keyBytes(),
                standard.valueBytes(),
                standard.metadataBytes(),
                standard.minExpirationTtl(),
                standard.minCacheTtl(),
                standard.bulkKeys(),
                most,
                standard.listKeys());
    }

    @Test
    void refusesValuesBeyondTheBoundOfTheBackend() {
        driver.capabilities = Capabilities.of().with(Bound.KV_VALUE_BYTES, 10);
        KVNamespace bounded = over(KvLimits.CLOUDFLARE);

        assertRefused(
                "kv.put on CACHE: 15 bytes exceed what this backend stores; kv-value-bytes is 10",
                () -> bounded.put("key", new byte[15]));
        assertRefused(
                "kv.put on CACHE: 11 bytes exceed what this backend stores; kv-value-bytes is 10",
                () -> bounded.put("key", new ByteArrayInputStream(new byte[15])));
        assertRefused("KV PUT failed: 413 Value length of 26214401", () -> bounded.put("key", new byte[26_214_401]));
        bounded.put("key", new byte[10]);

        assertEquals(10, driver.record("key").value().length);
    }

    @Test
    void translatesWhatTheDriverThrows() {
        driver.broken = true;

        BackendException thrown = assertThrows(BackendException.class, () -> kv.get("session"));

        assertEquals("kv.get on CACHE: the backend failed with java.lang.IllegalStateException", thrown.getMessage());
    }

    private KVNamespace over(KvLimits limits) {
        return new PortableKVNamespace(
                driver, new DriverCalls(Service.KV, "CACHE", driver, List.of()), limits, now::get);
    }

    /** Keeps records, for one thread, and may be told to fail. */
    private static final class Kept implements KvDriver {
        private final TreeMap<String, KvRecord> records = new TreeMap<>();
        private final Set<KvWanted> wanted = EnumSet.noneOf(KvWanted.class);
        private Capabilities capabilities = Capabilities.of();
        private boolean broken;
        private boolean countsBytes = true;
        private int reads;

        KvRecord record(String key) {
            return Objects.requireNonNull(records.get(key), "nothing was stored");
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public @Nullable KvRecord get(String key, KvWanted parts) {
            if (broken) {
                throw new IllegalStateException("swordfish");
            }
            reads++;
            wanted.add(parts);
            return records.get(key);
        }

        @Override
        public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted parts, long mostBytes) throws Exception {
            return KvDriver.super.getAll(keys, parts, countsBytes ? mostBytes : Long.MAX_VALUE);
        }

        @Override
        public void put(String key, KvRecord entry) {
            records.put(key, entry);
        }

        @Override
        public void delete(String key) {
            records.remove(key);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) {
            return new KvListing(List.of(), null);
        }
    }
}
