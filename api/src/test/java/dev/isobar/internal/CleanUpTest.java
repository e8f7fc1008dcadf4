package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupts, bounds of waits, and how far an environment is with closing. */
class CleanUpTest {
    private static final CallSite SITE = new CallSite(Service.KV, "CACHE", "get");

    private final EnvState state = new EnvState();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheFlagAwayAndGivesItBack(boolean interrupted) throws IOException {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }

        String answer =
                Uninterrupted.get(() -> String.valueOf(Thread.currentThread().isInterrupted()));

        assertEquals("false", answer);
        assertEquals(interrupted, Thread.interrupted());
    }

    @Test
    void givesTheFlagBackWhateverIsThrown() {
        Thread.currentThread().interrupt();

        assertThrows(
                IOException.class,
                () -> Uninterrupted.run(() -> {
                    assertFalse(Thread.currentThread().isInterrupted());
                    throw new IOException("planned");
                }));

        assertTrue(Thread.interrupted());
    }

    @Test
    void countsElapsedTimeAndEndsAtZero() {
        long now = System.nanoTime();
        long hour = TimeUnit.HOURS.toNanos(1);

        assertEquals(0, new Deadline(now - hour, hour - 1).left());
        assertEquals(0, new Deadline(now - hour, 0).left());
        long left = new Deadline(now - hour, 2 * hour).left();
        assertTrue(left <= hour && left > hour / 2, () -> "left " + left);
    }

    @Test
    void takesAnyDuration() {
        assertEquals(
                Long.MAX_VALUE, Deadline.after(ChronoUnit.FOREVER.getDuration()).span());
        assertEquals(0, Deadline.after(Duration.ofSeconds(-1)).left());
        assertEquals(1_500_000_000, Deadline.after(Duration.ofMillis(1500)).span());
        Deadline begun = Deadline.after(Duration.ZERO);
        long since = System.nanoTime() - begun.start();
        assertTrue(since >= 0 && since < TimeUnit.HOURS.toNanos(1), () -> "since " + since);
    }

    @Test
    void refusesWhatIsNewWhileItEnds() {
        StoreGate gate = new StoreGate(state);
        assertFalse(state.isEnding());
        state.requireOpen(SITE);

        state.end();

        assertTrue(state.isEnding());
        assertFalse(state.isClosed());
        assertFalse(gate.isClosed());
        assertEquals(
                "get",
                assertThrows(EnvClosedException.class, () -> state.requireOpen(SITE))
                        .operation());
    }

    @Test
    void staysClosed() {
        StoreGate gate = new StoreGate(state);
        state.close();
        state.end();

        assertTrue(state.isClosed());
        assertTrue(state.isEnding());
        assertTrue(gate.isClosed());
        assertEquals(EnvClosedException.class, gate.refusal(SITE, null).getClass());
    }

    @Test
    void refusesCallsOfAStoreThatWasDropped() {
        StoreGate gate = new StoreGate(state);
        StoreGate other = new StoreGate(state);

        gate.close();

        assertTrue(gate.isClosed());
        assertFalse(other.isClosed());
        assertFalse(state.isEnding());
        assertEquals(ConflictException.class, gate.refusal(SITE, null).getClass());
        state.close();
        assertEquals(EnvClosedException.class, gate.refusal(SITE, null).getClass());
    }

    @Test
    void writesAndReadsCursors() {
        assertNull(Cursors.write(null));
        assertNull(read(null));
        assertNull(read(""));
        for (String position : new String[] {"", "a", "key/ä€😀", "??>>~~"}) {
            String cursor = Cursors.write(position);

            assertTrue(cursor != null && cursor.matches("[A-Za-z0-9_-]*"), cursor);
            assertEquals(position.isEmpty() ? null : position, read(cursor));
        }
        assertThrows(IllegalStateException.class, () -> read("not a cursor!"));
        assertThrows(
                IllegalStateException.class,
                () -> Cursors.read("YQ", Integer::valueOf, () -> new IllegalStateException("foreign")));
    }

    private static @Nullable String read(@Nullable String cursor) {
        return Cursors.read(cursor, text -> text, () -> new IllegalStateException("foreign"));
    }

    @Test
    void namesThreadsThatDoNotKeepTheProcessAlive() throws InterruptedException {
        String[] seen = new String[1];
        Thread thread = WorkerThreads.of(
                "worker-7", () -> seen[0] = Thread.currentThread().getName());
        assertEquals(Thread.State.NEW, thread.getState());

        thread.start();
        thread.join();

        assertEquals("worker-7", seen[0]);
        assertTrue(thread.isDaemon());
    }
}
