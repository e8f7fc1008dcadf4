package dev.isobar.selftest.chaos;

import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.selftest.chaos.Journal.Event;
import java.util.ArrayList;
import java.util.List;

/** A handler that does everything a handler can do to its consumer. */
final class ChaosHandler implements QueueHandler<Job> {
    private final Mischief mischief;
    private final Journal journal;
    private final Runnable endsItsConsumer;

    ChaosHandler(Mischief mischief, Journal journal, Runnable endsItsConsumer) {
        this.mischief = mischief;
        this.journal = journal;
        this.endsItsConsumer = endsItsConsumer;
    }

    @Override
    public void handle(MessageBatch<Job> batch) throws Exception {
        batch.messages().forEach(message -> journal.add(Event.HANDED, message.id(), message.attempts()));
        if (mischief.happens(0.02)) {
            // Longer than the visibility timeout, now and then.
            mischief.pause(3000);
        }
        if (mischief.happens(0.02)) {
            endsItsConsumer.run();
        }
        List<Message<Job>> undecided = new ArrayList<>();
        for (Message<Job> message : batch.messages()) {
            if (!decides(message)) {
                undecided.add(message);
            }
        }
        if (mischief.happens(0.05)) {
            Thread.currentThread().interrupt();
        }
        if (mischief.happens(0.02)) {
            throw new InterruptedException("chaos");
        }
        if (mischief.happens(0.05)) {
            throw mischief.fault();
        }
        // Whatever has no decision is acknowledged when this returns.
        undecided.forEach(message -> journal.add(Event.DONE, message.id()));
    }

    /** Returns whether the message has a decision of its own now. */
    private boolean decides(Message<Job> message) {
        if (mischief.happens(0.1)) {
            message.retry();
            return true;
        }
        if (mischief.happens(0.1)) {
            journal.add(Event.DONE, message.id());
            message.ack();
            return true;
        }
        if (mischief.happens(0.01)) {
            throw mischief.fault();
        }
        return false;
    }

    @Override
    public void onFailure(QueueFailure failure) {
        if (mischief.happens(0.1)) {
            Thread.currentThread().interrupt();
        }
        mischief.strike();
    }
}
