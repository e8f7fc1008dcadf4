package dev.isobar.internal.queue;

import dev.isobar.error.CallSite;
import dev.isobar.error.RetriesExhaustedException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueFailure.FailedMessage;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.QueueDriver.Leased;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tells the handler of a consumer what went wrong; nothing that happens there ends the consumer. */
final class ConsumerReports {
    private static final System.Logger LOG = System.getLogger("dev.isobar.queue");

    private final String queue;
    private final QueueHandler<?> handler;
    private final AtomicBoolean deletionLogged;

    /** The flag is the queue's: that messages are deleted is logged once, however many consumers the queue has had. */
    ConsumerReports(String queue, QueueHandler<?> handler, AtomicBoolean deletionLogged) {
        this.queue = queue;
        this.handler = handler;
        this.deletionLogged = deletionLogged;
    }

    void failed(Throwable failure) {
        report(List.of(), failure);
    }

    void failed(List<Leased> messages, Throwable failure) {
        report(messages.stream().map(ConsumerReports::failed).toList(), failure);
    }

    private static FailedMessage failed(Leased message) {
        return new FailedMessage(message.message().id(), message.attempts());
    }

    /** Tells of messages that were given up after their last attempt or unseen, and, without a dead letter queue, deleted. */
    void givenUp(List<Leased> messages, @Nullable String deadLetterQueue, @Nullable Throwable cause) {
        CallSite site = new CallSite(Service.QUEUES, queue, "settle");
        String what = messages.size() == 1 ? "a message was " : messages.size() + " messages were ";
        String why = messages.stream().anyMatch(RetryBudget::isLeasedTooOften)
                ? " after deliveries whose end nobody reported, as when a process is killed"
                : " after the last attempt";
        String fate = deadLetterQueue == null
                ? "deleted" + why + "; the queue has no dead letter queue"
                : "moved to dead letter queue " + deadLetterQueue + why;
        String text = site + ": " + what + fate;
        if (deadLetterQueue == null && deletionLogged.compareAndSet(false, true)) {
            log(text + " (further ones are not logged)", null);
        }
        failed(messages, new RetriesExhaustedException(site, text, cause));
    }

    private void report(List<FailedMessage> messages, Throwable failure) {
        try {
            handler.onFailure(new QueueFailure(queue, messages, failure));
        } catch (Throwable again) {
            log("the handler of queue " + queue + " failed to learn of a failure", again);
        }
    }

    private static void log(String text, @Nullable Throwable failure) {
        try {
            LOG.log(System.Logger.Level.WARNING, text, failure);
        } catch (Throwable unsaid) {
            // A failing logger must not stop the delivery of messages.
        }
    }
}
