package dev.isobar.backend.redis;

import dev.isobar.spi.KvDriver.KvRecord;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from the answer's buffer; those beyond the budget are skipped, so that they never fill the heap. The
 * client sends a command again if its answer was cut off, and gives the new answer to the same output, which then begins
 * anew.
 */
final class EntriesOutput extends CommandOutput<byte[], byte[], List<@Nullable KvRecord>> {
    private final ReadBudget budget;
    private final StoreClock clock;
    private long taken;

    EntriesOutput(ReadBudget budget, StoreClock clock) {
        super(ByteArrayCodec.INSTANCE, new ArrayList<>());
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public void multi(int count) {
        budget.giveBack(taken);
        taken = 0;
        output = new ArrayList<>(Math.max(0, count));
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        output.add(bytes == null ? null : entry(bytes));
    }

    private @Nullable KvRecord entry(ByteBuffer bytes) {
        if (clock.hasPassed(EntryFormat.expiration(bytes))) {
            return null;
        }
        int length = EntryFormat.valueLength(bytes);
        taken += length;
        return budget.take(length) ? EntryFormat.decode(bytes) : null;
    }
}
