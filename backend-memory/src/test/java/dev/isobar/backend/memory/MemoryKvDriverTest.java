package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.backend.memory.MemoryKvDriver.Occupied;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.TooManyBytesException;
import dev.isobar.spi.Utf8Order;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the memory driver occupies and how far it walks; the kit sees neither. */
class MemoryKvDriverTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final MemoryKvDriver driver = new MemoryKvDriver(clock);

    @ParameterizedTest
    @ValueSource(strings = {"get", "getAll", "put", "delete", "list"})
    void freesEndedEntriesWithWhateverCallComesNext(String call) {
        for (int i = 0; i < 1_000; i++) {
            driver.put("session-" + i, ending(MINUTE));
        }
        clock.advance(MINUTE);

        call(call);

        int written = call.equals("put") ? 1 : 0;
        assertEquals(new Occupied(written, 0), driver.occupied());
    }

    @Test
    void freesManyEndedEntriesOverSeveralCalls() {
        for (int i = 0; i < 2_500; i++) {
            driver.put("session-" + i, ending(MINUTE));
        }
        clock.advance(MINUTE);

        assertNull(driver.get("session-2499", KvWanted.VALUE));
        assertEquals(new Occupied(1_500, 1_500), driver.occupied());
        driver.get("other", KvWanted.VALUE);
        assertEquals(List.of(), driver.list("", null, 10).entries());

        assertEquals(new Occupied(0, 0), driver.occupied());
    }

    private void call(String name) {
        switch (name) {
            case "get" -> driver.get("other", KvWanted.VALUE);
            case "getAll" -> driver.getAll(List.of("other"), KvWanted.VALUE, 1);
            case "put" -> driver.put("other", endless());
            case "delete" -> driver.delete("other");
            default -> driver.list("", null, 10);
        }
    }

    @Test
    void stopsABulkReadBeforeItCopiesAnything() {
        byte[] shared = new byte[32 * 1024 * 1024];
        List<String> keys =
                IntStream.range(0, 1_000).mapToObj(i -> "large-" + i).toList();
        keys.forEach(key -> driver.put(key, new KvRecord(shared, null, null)));

        assertThrows(TooManyBytesException.class, () -> driver.getAll(keys, KvWanted.VALUE, 999L * shared.length));
        assertEquals(
                1,
                driver.getAll(keys.subList(0, 1), KvWanted.VALUE, shared.length).size());
    }

    @Test
    void keepsOneDeadlineForAKeyThatIsWrittenOften() {
        for (int i = 0; i < 1_000; i++) {
            driver.put("session", ending(MINUTE.plusSeconds(i)));
        }

        assertEquals(new Occupied(1, 1), driver.occupied());
    }

    @Test
    void keepsNoDeadlineOfReplacedAndDeletedEntries() {
        driver.put("replaced", ending(MINUTE));
        driver.put("deleted", ending(MINUTE));

        driver.put("replaced", endless());
        driver.delete("deleted");

        assertEquals(new Occupied(1, 0), driver.occupied());
    }

    @Test
    void keepsAnEntryWhoseEarlierDeadlineHasPassed() {
        driver.put("session", ending(MINUTE));
        driver.put("session", ending(MINUTE.multipliedBy(2)));

        clock.advance(MINUTE);

        assertNotNull(driver.get("session", KvWanted.VALUE));
        assertEquals(new Occupied(1, 1), driver.occupied());
    }

    @Test
    void storesNothingThatHasEndedAlready() {
        driver.put("session", ending(Duration.ZERO));

        assertNull(driver.get("session", KvWanted.VALUE));
        assertEquals(new Occupied(0, 0), driver.occupied());
    }

    @Test
    void leavesNothingBehindWhenWritesAndSweepsMeet() {
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> overwrite(thread)))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(threads).join();

        clock.advance(MINUTE.multipliedBy(10));
        driver.get("any", KvWanted.VALUE);

        assertEquals(new Occupied(0, 0), driver.occupied());
    }

    private void overwrite(int thread) {
        for (int i = 0; i < 5_000; i++) {
            driver.put("contested-" + i % 7, ending(MINUTE));
            if (i % 5 == thread) {
                driver.delete("contested-" + i % 7);
                clock.advance(Duration.ofMillis(50));
            }
        }
    }

    @Test
    void listsAPageWithoutLookingAtTheOtherKeys() {
        AtomicInteger comparisons = new AtomicInteger();
        MemoryKvDriver many = new MemoryKvDriver(clock, (a, b) -> {
            comparisons.incrementAndGet();
            return Utf8Order.INSTANCE.compare(a, b);
        });
        for (int i = 0; i < 100_000; i++) {
            many.put(String.format("key-%06d", i), endless());
        }
        comparisons.set(0);

        int listed = many.list("key-0005", null, 10).entries().size();

        assertEquals(10, listed);
        assertTrue(comparisons.get() < 200, () -> comparisons.get() + " keys were compared for a page of 10");
    }

    private KvRecord ending(Duration ttl) {
        return new KvRecord(new byte[] {1}, null, clock.instant().plus(ttl));
    }

    private static KvRecord endless() {
        return new KvRecord(new byte[] {1}, null, null);
    }
}
