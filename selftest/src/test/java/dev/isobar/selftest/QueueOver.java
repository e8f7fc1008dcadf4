package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue driver over a good one; subclasses break one thing. */
class QueueOver implements QueueDriver {
    final QueueDriver good;

    QueueOver(QueueDriver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public @Nullable Backlog send(List<Sending> messages) throws Exception {
        return good.send(messages);
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
        return good.take(most, fill, visibility);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
        return good.settle(settlements, deadLetterQueue);
    }

    @Override
    public Backlog backlog() throws Exception {
        return good.backlog();
    }

    @Override
    public void awaitWork(Duration atMost) throws Exception {
        good.awaitWork(atMost);
    }

    @Override
    public void pause(boolean paused) throws Exception {
        good.pause(paused);
    }

    @Override
    public void purge() throws Exception {
        good.purge();
    }

    @Override
    public List<Peeked> peek(int most) throws Exception {
        return good.peek(most);
    }

    /** A message as it was, under another id: one that has ended is not stored again. */
    static Sending again(QueueRecord message, Duration delay) {
        QueueRecord copy =
                new QueueRecord(message.id() + "-again", message.timestamp(), message.contentType(), message.body());
        return new Sending(copy, delay);
    }
}
