package dev.isobar.backend.redis;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Taken;
import dev.isobar.spi.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a clock of the environment's the server's time counts: entries, delays and leases end by themselves. */
class ServerTimeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Backend backend = open();

    private static Backend open() {
        URI url = URI.create(TestServers.single());
        return new RedisBackendProvider()
                .open(BackendConfig.of(url.getScheme(), "//" + url.getRawAuthority(), Map.of()));
    }

    private static BindingTarget target(String binding, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("prefix", TestServers.uniquePrefix());
        return new BindingTarget(binding, null, Settings.of("redis", all));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private static void awaitWithin(Duration time, Await.Condition condition) throws Exception {
        Instant end = Instant.now().plus(time);
        while (!condition.holds()) {
            assertTrue(Instant.now().isBefore(end), "not within " + time);
        }
    }

    @Test
    void endsAnEntryAndItsNames() throws Exception {
        KvDriver kv = backend.kv(target("CACHE", Map.of()));
        Instant end = Instant.now().plusSeconds(2);
        kv.put("session", new KvRecord(new byte[] {1}, null, end));
        kv.put("other", new KvRecord(new byte[] {1}, null, null));
        assertNotNull(kv.get("session", KvWanted.VALUE));
        assertEquals(2, kv.list("", null, 10).entries().size());

        awaitWithin(Duration.ofSeconds(4), () -> kv.get("session", KvWanted.VALUE) == null);

        // The server counts from when it woke for the call, in whole milliseconds.
        assertFalse(Instant.now().isBefore(end.minusMillis(100)));
        assertEquals(1, kv.list("", null, 10).entries().size());
    }

    @Test
    void makesADelayedMessageReady() throws Exception {
        QueueDriver queue = backend.queue(target("JOBS", Map.of()));
        queue.send(List.of(new Sending(new QueueRecord("m", Instant.now(), "text", new byte[0]), SECOND)));

        Taken nothing = queue.take(1, Duration.ZERO, SECOND);
        assertEquals(List.of(), nothing.messages());
        assertNotNull(nothing.next());

        awaitWithin(Duration.ofSeconds(3), () -> queue.backlog().count() == 1);
        assertEquals(1, queue.take(1, Duration.ZERO, SECOND).messages().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void tellsHowLongTheNextMessageTakesByItsOwnClock(int partitions) throws Exception {
        InstantSource ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        URI url = URI.create(TestServers.single());
        RedisConfig config = RedisConfig.of(BackendConfig.of(url.getScheme(), "//" + url.getRawAuthority(), Map.of()));
        try (Backend other = new RedisBackend(config, new StoreClock(ahead, false))) {
            QueueDriver queue = other.queue(target("JOBS", Map.of("partitions", Integer.toString(partitions))));
            queue.send(List.of(
                    new Sending(new QueueRecord("m", Instant.now(), "text", new byte[0]), Duration.ofMinutes(1))));

            Duration left = requireNonNull(queue.take(1, Duration.ZERO, SECOND).next());

            assertTrue(left.toSeconds() > 30 && left.toSeconds() <= 60, left::toString);
        }
    }

    @Test
    void givesAMessageBackWhenItsLeaseEnds() throws Exception {
        QueueDriver queue = backend.queue(target("JOBS", Map.of()));
        queue.send(List.of(new Sending(new QueueRecord("m", Instant.now(), "text", new byte[0]), Duration.ZERO)));
        Leased first = queue.take(1, Duration.ZERO, SECOND).messages().get(0);

        awaitWithin(Duration.ofSeconds(3), () -> queue.backlog().count() == 1);
        Leased second = queue.take(1, Duration.ZERO, SECOND).messages().get(0);

        assertEquals(1, first.attempts());
        assertEquals(2, second.attempts());
    }

    @Test
    void saysThatItsClockIsTheServers() {
        assertFalse(backend.kv(target("CACHE", Map.of())).capabilities().has(Capability.CONTROLLED_CLOCK));
    }
}
