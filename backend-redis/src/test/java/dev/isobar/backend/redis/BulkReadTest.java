package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.TooManyBytesException;
import dev.isobar.tck.TestClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a bulk read asks of the server and takes from it; the kit sees neither. */
class BulkReadTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final OpenStores stores =
            OpenStores.at(TestServers.single(), Map.of("prefix", TestServers.uniquePrefix()), clock);
    private final KvDriver kv = stores.kv("CACHE");
    private final RedisClient client = RedisClient.create(TestServers.single());
    private final StatefulRedisConnection<String, String> server = client.connect();

    @AfterEach
    void close() {
        server.close();
        client.shutdown();
        stores.close();
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
    }

    private void store(List<String> keys, int bytes) throws Exception {
        for (String key : keys) {
            kv.put(key, new KvRecord(new byte[bytes], "{\"of\":\"" + key + "\"}", null));
        }
    }

    private long told(String section, String number) {
        Matcher line = Pattern.compile(number + "(\\d+)").matcher(server.sync().info(section));
        return line.find() ? Long.parseLong(line.group(1)) : 0;
    }

    private long reads() {
        return told("commandstats", "cmdstat_mget:calls=");
    }

    private long scripts() {
        return told("commandstats", "cmdstat_evalsha:calls=");
    }

    @Test
    void readsSmallValuesWithOneCommand() throws Exception {
        store(keys(100), 10);
        kv.getAll(keys(100), KvWanted.VALUE, MEBIBYTE);
        long reads = reads();
        long scripts = scripts();

        List<@Nullable KvRecord> found = kv.getAll(keys(100), KvWanted.VALUE_AND_METADATA, MEBIBYTE);

        assertEquals("{\"of\":\"key-7\"}", requireNonNull(found.get(7)).metadata());
        assertEquals(1, reads() - reads);
        assertEquals(0, scripts() - scripts);
    }

    @Test
    void readsLargeValuesWithOneScript() throws Exception {
        store(keys(4), MEBIBYTE);
        kv.getAll(keys(4), KvWanted.VALUE, 4 * MEBIBYTE);
        long scripts = scripts();

        assertEquals(3, kv.getAll(keys(3), KvWanted.VALUE, 3 * MEBIBYTE + 1).size());
        assertEquals(0, scripts() - scripts);
        assertThrows(TooManyBytesException.class, () -> kv.getAll(keys(4), KvWanted.VALUE, 4 * MEBIBYTE - 1));
        assertEquals(4, kv.getAll(keys(4), KvWanted.VALUE, 4 * MEBIBYTE).size());
        assertEquals(2, scripts() - scripts);
    }

    @Test
    void takesNothingFromTheServerIfTheValuesAreTooLarge() throws Exception {
        store(keys(20), MEBIBYTE);
        long sent = told("stats", "total_net_output_bytes:");

        assertThrows(TooManyBytesException.class, () -> kv.getAll(keys(20), KvWanted.VALUE, 10 * MEBIBYTE));

        long taken = told("stats", "total_net_output_bytes:") - sent;
        assertTrue(taken < MEBIBYTE, () -> taken + " bytes were sent");
    }

    @Test
    void stopsIfValuesHaveGrownSinceTheLastRead() throws Exception {
        store(keys(20), 10);
        kv.getAll(keys(20), KvWanted.VALUE, 1_000);
        store(keys(20), 100);

        assertThrows(TooManyBytesException.class, () -> kv.getAll(keys(20), KvWanted.VALUE, 1_000));
        assertEquals(10, kv.getAll(keys(10), KvWanted.VALUE, 1_000).size());
    }

    @Test
    void countsNeitherMetadataNorExpiredEntries() throws Exception {
        kv.put("expired", new KvRecord(new byte[1_000], null, clock.instant().plusSeconds(60)));
        kv.put("kept", new KvRecord("12345".getBytes(UTF_8), "{\"length\":5}", null));
        clock.advance(Duration.ofSeconds(60));

        for (int i = 0; i < 2; i++) {
            List<@Nullable KvRecord> found = kv.getAll(List.of("expired", "kept"), KvWanted.VALUE, 5);

            assertNull(found.get(0));
            assertArrayEquals(
                    "12345".getBytes(UTF_8), requireNonNull(found.get(1)).value());
        }
    }

    @Test
    void readsAndRemovesMoreEntriesThanOneCommandTakes() throws Exception {
        List<String> keys = keys(2 * KeyGroups.MOST_ITEMS + 1);
        store(keys, 1);

        for (int i = 0; i < 2; i++) {
            assertEquals(0, Collections.frequency(kv.getAll(keys, KvWanted.VALUE, MEBIBYTE), null));
        }
        kv.deleteAll(keys);

        assertEquals(keys.size(), Collections.frequency(kv.getAll(keys, KvWanted.VALUE, MEBIBYTE), null));
    }
}
