package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.queue.QueueConsumerSettings;
import java.util.Collections;

/** Rules Q-SEND-01 to Q-SEND-07, Q-SEND-14 and Q-SEND-17: what is sent arrives. */
abstract class QueueSendRules {
    @Rule("Q-SEND-02")
    void sendsNullAsJson(QueueSubject subject) {
        subject.open(QueueSetup.of("main", QueueConsumerSettings.DEFAULT));

        subject.queue("main").send(null);

        assertEquals(Collections.singletonList(null), subject.advance(5).get(0).bodies());
    }
}
