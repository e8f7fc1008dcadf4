package dev.isobar.internal.queue;

import dev.isobar.internal.DriverCalls;
import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.QueueControl;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Peeked;
import dev.isobar.spi.QueueDriver.QueueRecord;
import java.util.List;
import java.util.Map;

/** Control of a queue over any driver. */
final class PortableQueueControl implements QueueControl {
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final MessageEncoder requests;

    PortableQueueControl(QueueDriver driver, DriverCalls calls, MessageEncoder requests) {
        this.driver = driver;
        this.calls = calls;
        this.requests = requests;
    }

    @Override
    public void pause() {
        calls.require(Capability.QUEUE_PAUSE, "pause");
        calls.write("pause", true, Map.of(), () -> driver.pause(true));
    }

    @Override
    public void resume() {
        calls.require(Capability.QUEUE_PAUSE, "resume");
        calls.write("resume", true, Map.of(), () -> driver.pause(false));
    }

    @Override
    public void purge() {
        calls.require(Capability.QUEUE_PURGE, "purge");
        calls.write("purge", true, Map.of(), driver::purge);
    }

    @Override
    public List<PeekedMessage> peek(int most) {
        calls.require(Capability.QUEUE_PEEK, "peek");
        int count = requests.count("peek", most);
        return calls.read("peek", () -> driver.peek(count)).stream()
                .map(PortableQueueControl::peeked)
                .toList();
    }

    private static PeekedMessage peeked(Peeked peeked) {
        QueueRecord message = peeked.message();
        return new PeekedMessage(
                message.id(),
                message.timestamp(),
                QueueBodies.type(message.contentType()),
                message.body().clone(),
                peeked.attempts());
    }
}
