package dev.isobar.tck;

import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A handler that does what a rule says, and what it was given and told. */
final class RecordingHandler<T> implements QueueHandler<T> {
    private static final long LONGEST_SECONDS = 30;

    private final QueueHandler<T> act;
    private final BlockingQueue<Message<T>> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<QueueFailure> failures = new LinkedBlockingQueue<>();

    RecordingHandler(QueueHandler<T> act) {
        this.act = act;
    }

    RecordingHandler() {
        this(batch -> {});
    }

    @Override
    public void handle(MessageBatch<T> batch) throws Exception {
        messages.addAll(batch.messages());
        act.handle(batch);
    }

    @Override
    public void onFailure(QueueFailure failure) {
        failures.add(failure);
    }

    /** Waits for the next message. */
    Message<T> next() throws InterruptedException {
        Message<T> next = messages.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message within " + LONGEST_SECONDS + " s; failures " + failures);
        }
        return next;
    }

    /** How many messages were handed over that no rule has asked for yet. */
    int left() {
        return messages.size();
    }

    /** Waits for the next failure of a kind; others are dropped. */
    QueueFailure failure(Predicate<QueueFailure> kind) throws InterruptedException {
        while (true) {
            QueueFailure next = failures.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no failure was told within " + LONGEST_SECONDS + " s");
            }
            if (kind.test(next)) {
                return next;
            }
        }
    }
}
