package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** What a consumer gets for the type it asked for. */
class MemoryQueueBodiesTest {
    private static final QueueSendOptions TEXT = QueueSendOptions.NONE.withContentType(QueueContentType.TEXT);

    private final TestClock clock = new TestClock();
    private final Backend backend = new MemoryBackendProvider()
            .open(BackendConfig.of("memory", "", Map.of()).withClock(clock));
    private final QueueDriver driver = backend.queue(new BindingTarget("jobs", null));
    private final Recorder<Object> recorder = new Recorder<>();
    private Env env = Env.builder().open();

    /** An order as an application sends it. */
    record Order(int id, String customer) {}

    private static final class Recorder<T> implements QueueHandler<T> {
        private final List<Message<? extends T>> messages = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();

        @Override
        public void handle(MessageBatch<T> batch) {
            messages.addAll(batch.messages());
        }

        @Override
        public void onFailure(QueueFailure failure) {
            failures.add(failure.error());
        }
    }

    @BeforeEach
    void open() {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(1)
                .withDeadLetterQueue("dead");
        env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "jobs", driver)
                .bind(Service.QUEUES, "dead", backend.queue(new BindingTarget("dead", null)))
                .consumer("jobs", settings)
                .open();
    }

    @AfterEach
    void close() {
        env.close();
    }

    @Test
    void readsJsonAsARecord() {
        Recorder<Order> orders = new Recorder<>();
        env.queue("jobs").send(new Order(7, "ada"));

        env.consumeStepped("jobs", Order.class, orders).runDue();

        assertEquals(new Order(7, "ada"), orders.messages.get(0).body());
    }

    @Test
    void readsJsonAsATypeWithParameters() {
        Recorder<List<Order>> orders = new Recorder<>();
        env.queue("jobs").send(List.of(new Order(7, "ada")));

        env.consumeStepped("jobs", new TypeReference<List<Order>>() {}, orders).runDue();

        assertEquals(List.of(new Order(7, "ada")), orders.messages.get(0).body());
    }

    @Test
    void readsByTheContentTypeForAnObject() {
        env.queue("jobs").send(List.of(1));
        env.queue("jobs").send("[1]", TEXT);

        env.consumeStepped("jobs", Object.class, recorder).runDue();

        assertEquals(List.of(1), recorder.messages.get(0).body());
        assertEquals("[1]", recorder.messages.get(1).body());
    }

    @Test
    void readsTheBytesOfAnyMessage() {
        Recorder<byte[]> bytes = new Recorder<>();
        env.queue("jobs").send("é", TEXT);

        env.consumeStepped("jobs", byte[].class, bytes).runDue();

        assertArrayEquals(
                new byte[] {(byte) 0xC3, (byte) 0xA9}, bytes.messages.get(0).body());
    }

    @Test
    void handsOverTheBytesOfAStructuredClone() throws Exception {
        QueueRecord clone = new QueueRecord("1", clock.instant(), "v8", new byte[] {(byte) 0xFF, 15});
        driver.send(List.of(new Sending(clone, Duration.ZERO)));

        env.consumeStepped("jobs", Object.class, recorder).runDue();

        assertEquals(QueueContentType.V8, recorder.messages.get(0).contentType());
        assertArrayEquals(new byte[] {(byte) 0xFF, 15}, recorder.messages.get(0).bytes());
    }

    @Test
    void deliversTheOthersBesideABodyThatIsNoneOfTheType() {
        Recorder<Order> orders = new Recorder<>();
        env.queue("jobs").send("no order");
        env.queue("jobs").send(new Order(7, "ada"));

        env.consumeStepped("jobs", Order.class, orders).runDue();

        assertEquals(1, orders.messages.size());
        assertEquals(2, orders.failures.size());
    }

    @Test
    void buriesABodyThatIsNoneOfTheTypeAfterItsRetries() {
        env.queue("jobs").send("no order");
        env.consumeStepped("jobs", Order.class, new Recorder<>()).runDue();

        assertEquals(1, env.queue("dead").metrics().backlogCount());
        assertEquals(0, env.queue("jobs").metrics().backlogCount());
    }

    @Test
    void buriesWithoutDeliveryWhatWasTakenTooOftenAndNeverSettled() throws Exception {
        env.queue("jobs").send("poison");
        for (int lease = 0; lease < 4; lease++) {
            driver.take(1, Duration.ZERO, Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(1));
        }

        env.consumeStepped("jobs", Object.class, recorder).runDue();

        assertEquals(List.of(), recorder.messages);
        assertEquals(1, env.queue("dead").metrics().backlogCount());
    }
}
