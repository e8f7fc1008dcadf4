package dev.isobar.backend.redis;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.KvDriver.KvRecord;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** An answer is copied to the heap as far as its call may return it. */
class EntriesOutputTest {
    private final ReadBudget budget = new ReadBudget(10);
    private final EntriesOutput output = new EntriesOutput(budget, new StoreClock(InstantSource.system(), false));

    private static ByteBuffer entry(int bytes) {
        return ByteBuffer.wrap(EntryFormat.encode(new KvRecord(new byte[bytes], "\"metadata\"", null)));
    }

    @Test
    void skipsWhatIsBeyondTheBudget() {
        output.multi(4);
        output.set(entry(6));
        output.set(null);
        assertFalse(budget.exceeded());
        output.set(entry(5));
        output.set(entry(1));

        assertTrue(budget.exceeded());
        assertEquals(6, requireNonNull(output.get().get(0)).value().length);
        assertNull(output.get().get(1));
        assertNull(output.get().get(2));
        assertNull(output.get().get(3));
    }

    @Test
    void beginsAnewWithTheAnswerToACommandThatWasSentAgain() {
        output.multi(2);
        output.set(entry(6));

        output.multi(2);
        output.set(entry(6));
        output.set(entry(4));

        assertFalse(budget.exceeded());
        assertEquals(2, output.get().size());
        assertNotNull(output.get().get(1));
    }
}
