package dev.isobar.internal;

import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.QueueDriver;
import java.time.InstantSource;

/** Queues over any driver. */
public final class PortableQueue implements Queue {
    public PortableQueue(QueueDriver driver, DriverCalls calls, QueueLimits limits, InstantSource clock) {}
}
