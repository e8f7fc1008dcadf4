package dev.isobar.selftest.chaos;

import dev.isobar.selftest.chaos.Journal.Event;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Failure;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A queue driver over a good one: calls fail before or after their effect, and the journal knows what took effect. */
final class ChaosQueue implements QueueDriver {
    private final QueueDriver good;
    private final Mischief mischief;
    private final Journal journal;
    private final Map<String, String> leased = new ConcurrentHashMap<>();

    ChaosQueue(QueueDriver good, Mischief mischief, Journal journal) {
        this.good = good;
        this.mischief = mischief;
        this.journal = journal;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public Failure classify(Throwable thrown) {
        return good.classify(thrown);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return good.unwrap(type);
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) throws Exception {
        mischief.strike();
        Backlog before = good.send(messages);
        messages.forEach(sending -> journal.add(Event.SENT, sending.message().id()));
        mischief.strike();
        return before;
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
        mischief.strike();
        Taken taken = good.take(most, fill, visibility);
        for (Leased message : taken.messages()) {
            String id = message.message().id();
            leased.put(message.lease(), id);
            journal.add(Event.LEASED, id, message.attempts(), message.failures());
        }
        mischief.strike();
        return taken;
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
        mischief.strike();
        for (Settlement settlement : settlements) {
            if (settlement.decision() != Decision.EXTEND) {
                journal.add(Event.DECIDED, leased.getOrDefault(settlement.lease(), "?"), settlement.decision());
            }
        }
        List<String> lost = good.settle(settlements, deadLetterQueue);
        mischief.strike();
        return lost;
    }

    @Override
    public Backlog backlog() throws Exception {
        mischief.strike();
        return good.backlog();
    }

    @Override
    public void awaitWork(Duration atMost) throws Exception {
        mischief.strike();
        good.awaitWork(atMost);
        mischief.strike();
    }
}
