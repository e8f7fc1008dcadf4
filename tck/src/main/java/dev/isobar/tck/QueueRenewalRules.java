package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;

/** Rule Q-LEASE-07: what the renewal of a lease does. */
abstract class QueueRenewalRules {
    private static final Duration LEASE = Duration.ofSeconds(2);

    @Rule(
            value = "Q-LEASE-07",
            needs = {Capability.QUEUE_EXTEND, Capability.QUEUE_PULL})
    void keepsWhatIsRenewedForItsHolderAndNoLonger(QueueSubject subject) {
        subject.open(
                QueueSetup.of("main", quick().withMaxBatchTimeout(Duration.ZERO).withVisibilityTimeout(LEASE))
                        .withoutConsumer());
        subject.queue("main").send("order");
        QueuePuller puller = subject.puller("main");

        subject.renew("main", () -> {
            assertEquals(List.of(), puller.pull(1, LEASE), "a message whose lease was renewed is leased again");
            subject.advance(3);
            List<PulledMessage> again = puller.pull(1, LEASE);
            assertEquals(1, again.size(), "a lease that is renewed no more does not end");
            assertEquals(2, again.get(0).attempts(), "attempts after a renewal");
        });

        subject.advance(3);
        assertEquals(List.of(), puller.pull(1, LEASE), "the acknowledgement of a lease that was renewed is lost");
    }
}
