package dev.isobar.backend.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.Settings;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule Q-TIME-01: setting the clock of the system changes no wait. */
class MemoryElapsedTimeTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration FILL = Duration.ofSeconds(5);

    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private Instant elapsed = wall;
    private final Backend backend = new MemoryBackend(() -> this.wall, () -> this.elapsed);
    private final BindingTarget target = new BindingTarget("SUBJECT", null);

    private void send(QueueDriver queue, Duration delay) throws Exception {
        QueueRecord message = new QueueRecord("1", wall, "text", "job".getBytes(UTF_8));
        queue.send(List.of(new Sending(message, delay)));
    }

    private static int take(QueueDriver queue, Duration fill) throws Exception {
        return queue.take(10, fill, LEASE).messages().size();
    }

    @Test
    void delaysAndFillsAsLongWhenTheClockIsSetBack() throws Exception {
        QueueDriver queue = backend.queue(target);
        send(queue, Duration.ofSeconds(10));

        wall = wall.minusSeconds(8);
        elapsed = elapsed.plusSeconds(10);
        assertEquals(0, take(queue, FILL));
        elapsed = elapsed.plus(FILL);

        assertEquals(1, take(queue, FILL));
    }

    @Test
    void leasesAsLongWhenTheClockIsSetForward() throws Exception {
        QueueDriver queue = backend.queue(target);
        send(queue, Duration.ZERO);
        assertEquals(1, take(queue, Duration.ZERO));

        wall = wall.plusSeconds(3_600);
        assertEquals(0, take(queue, Duration.ZERO));
        elapsed = elapsed.plus(LEASE);

        assertEquals(1, take(queue, Duration.ZERO));
    }

    @Test
    void keepsMessagesAsLongWhenTheClockIsSetForward() throws Exception {
        QueueDriver queue = backend.queue(target);
        send(queue, Duration.ZERO);

        wall = wall.plus(Duration.ofDays(5));
        assertEquals(1, queue.backlog().count());
        elapsed = elapsed.plus(Duration.ofDays(4));

        assertEquals(0, queue.backlog().count());
    }

    @Test
    void showsVectorsAfterTheTimeThatIsSet() throws Exception {
        Settings settings = Settings.of("memory", Map.of("visibility", "2s"));
        VectorizeDriver index = backend.vectorize(new BindingTarget("SUBJECT", null, settings));
        index.write(List.of(new VectorRecord("a", new float[] {1, 0}, null, null)), true);

        wall = wall.plusSeconds(3_600);
        assertEquals(0, index.get(List.of("a")).size());
        elapsed = elapsed.plusSeconds(2);

        assertEquals(1, index.get(List.of("a")).size());
    }

    @Test
    void endsAnEntryAtItsInstant() throws Exception {
        KvDriver kv = backend.kv(target);
        kv.put("session", new KvRecord("open".getBytes(UTF_8), null, wall.plusSeconds(60)));

        elapsed = elapsed.plusSeconds(60);
        assertNotNull(kv.get("session", KvWanted.VALUE));
        wall = wall.plusSeconds(60);

        assertNull(kv.get("session", KvWanted.VALUE));
    }
}
