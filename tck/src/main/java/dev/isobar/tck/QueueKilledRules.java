package dev.isobar.tck;

import static dev.isobar.tck.QueueScripts.quick;
import static dev.isobar.tck.QueueScripts.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.error.Service;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueuePuller;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.json.JsonMapper;

/** Rule Q-DLQ-08: what is left of messages that a process moved when it was killed. */
abstract class QueueKilledRules {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PROCESSES = 4;
    private static final int BATCHES = 20;
    private static final int BATCH = 100;

    /** After how many seconds all that a process held, or moved, can be had again. */
    private static final int LONGEST_SECONDS = 60;

    @Rule(value = "Q-DLQ-08", needs = Capability.QUEUE_PULL)
    @Tag("slow")
    void losesNoLetterOfAProcessThatIsKilled(TckSubject<QueueSubject> here, TestClock clock) {
        QueueSubject subject = here.binding();
        List<SecondProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(here.secondProcess(Service.QUEUES, clock));
            }
            subject.open(
                    QueueSetup.of("main", quick()).withoutConsumer(),
                    QueueSetup.of("dead", quick()).withoutConsumer());
            QueuePuller main = subject.puller("main");
            QueuePuller dead = subject.puller("dead");
            Set<Object> lost = sent(subject.queue("main"));
            processes.forEach(process -> process.perform("bury", Map.of()));
            Await.until(PATIENCE, () -> lost.removeAll(pulled(dead)));
            processes.forEach(SecondProcess::kill);

            for (int second = 0; second < LONGEST_SECONDS && !lost.isEmpty(); second++) {
                while (lost.removeAll(pulled(dead)) || lost.removeAll(pulled(main))) {
                    // Until both are empty.
                }
                subject.advance(1);
            }

            assertEquals(Set.of(), lost, "messages that are in neither queue after processes were killed");
        } finally {
            processes.forEach(SecondProcess::kill);
        }
    }

    private static Set<Object> sent(Queue queue) {
        Set<Object> sent = new TreeSet<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            Object[] bodies = IntStream.range(sent.size(), sent.size() + BATCH)
                    .mapToObj(i -> "order " + i)
                    .toArray();
            queue.sendBatch(requests(bodies));
            sent.addAll(List.of(bodies));
        }
        return sent;
    }

    private static List<Object> pulled(QueuePuller puller) {
        List<Object> bodies = new ArrayList<>();
        for (PulledMessage message : puller.pull(BATCH, Duration.ofHours(1))) {
            bodies.add(JsonMapper.shared().readValue(message.body(), String.class));
        }
        return bodies;
    }
}
