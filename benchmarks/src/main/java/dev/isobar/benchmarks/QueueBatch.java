package dev.isobar.benchmarks;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Sending a hundred messages of 100 bytes, taking them, acknowledging them. */
public class QueueBatch {
    private static final int MESSAGES = 100;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final List<MessageSendRequest> BATCH =
            Collections.nCopies(MESSAGES, MessageSendRequest.of(new byte[100]));

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public QueueSettleResult isobar(Redis redis) {
        redis.env.queue("QUEUE").sendBatch(BATCH);
        QueuePuller puller = redis.env.puller("QUEUE");
        List<String> leases = puller.pull(MESSAGES, LEASE).stream()
                .map(PulledMessage::leaseId)
                .toList();
        QueueSettleResult settled = puller.settle(leases, Map.of());
        if (settled.ackCount() != MESSAGES) {
            throw new IllegalStateException(settled.ackCount() + " messages were acknowledged");
        }
        return settled;
    }
}
