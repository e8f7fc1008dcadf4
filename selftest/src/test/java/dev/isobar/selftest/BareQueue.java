package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A driver that has the three methods without a default and nothing else, and fails if it is asked for more. */
final class BareQueue implements QueueDriver {
    private final QueueDriver good;
    private final Capabilities capabilities;

    BareQueue(QueueDriver good, Capability... declared) {
        this.good = good;
        this.capabilities = Capabilities.of(declared);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) throws Exception {
        good.send(messages);
        return null;
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
        if (!fill.isZero()) {
            throw new AssertionError("asked to fill a batch for " + fill);
        }
        Taken taken = good.take(most, fill, visibility);
        return new Taken(taken.messages().stream().map(BareQueue::uncounted).toList(), null, false);
    }

    private static Leased uncounted(Leased leased) {
        return new Leased(leased.lease(), leased.message(), leased.attempts(), leased.attempts() - 1);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
        for (Settlement settlement : settlements) {
            if (settlement.decision() == Decision.EXTEND || settlement.decision() == Decision.RELEASE) {
                throw new AssertionError("asked to " + settlement.decision());
            }
        }
        return good.settle(settlements, deadLetterQueue);
    }
}
