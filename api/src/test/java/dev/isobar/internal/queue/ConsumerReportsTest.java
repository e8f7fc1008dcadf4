package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.QueueFailure;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.QueueDriver.Leased;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler learns of failures, and what the log says if it cannot learn it. */
class ConsumerReportsTest {
    private static final String DELETED =
            "queues.settle on jobs: a message was deleted after the last attempt; the queue"
                    + " has no dead letter queue (further ones are not logged)";

    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.isobar.queue");
    private final Handler keeping = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
            if (loggerFailure != null) {
                throw loggerFailure;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private @Nullable Error loggerFailure;
    private @Nullable Error handlerFailure;
    private final List<QueueFailure> told = new ArrayList<>();
    private final AtomicBoolean deletionLogged = new AtomicBoolean();
    private final ConsumerReports reports = reports();

    private ConsumerReports reports() {
        QueueHandler<String> handler = new QueueHandler<>() {
            @Override
            public void handle(MessageBatch<String> batch) {}

            @Override
            public void onFailure(QueueFailure failure) {
                told.add(failure);
                if (handlerFailure != null) {
                    throw handlerFailure;
                }
            }
        };
        return new ConsumerReports("jobs", handler, deletionLogged);
    }

    @BeforeEach
    void listen() {
        logger.addHandler(keeping);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(keeping);
        logger.setUseParentHandlers(true);
    }

    private List<String> lines() {
        return logged.stream().map(LogRecord::getMessage).toList();
    }

    private static final List<Leased> MESSAGE = List.of(FakeQueueDriver.leased("a", 4, 3));

    @Test
    void logsADeletionOnceForAQueueHoweverManyConsumersItHas() {
        reports.givenUp(MESSAGE, null, null);
        reports.givenUp(MESSAGE, null, null);
        reports().givenUp(MESSAGE, null, null);

        assertEquals(List.of(DELETED), lines());
        assertEquals(3, told.size());
        assertEquals(
                DELETED.replace(" (further ones are not logged)", ""),
                told.get(2).error().getMessage());
    }

    @Test
    void logsNothingOfWhatMovesToADeadLetterQueue() {
        reports.givenUp(MESSAGE, "failed", null);
        assertEquals(List.of(), lines());

        reports.givenUp(MESSAGE, null, null);
        assertEquals(List.of(DELETED), lines());
    }

    @Test
    void tellsFailuresWithoutMessages() {
        IllegalStateException planned = new IllegalStateException("planned");

        reports.failed(planned);

        assertEquals(List.of(new QueueFailure("jobs", List.of(), planned)), told);
        assertEquals(List.of(), lines());
    }

    @Test
    void logsThatAHandlerCannotLearnOfAFailure() {
        handlerFailure = new AssertionError("planned");

        reports.failed(new IllegalStateException("first"));

        assertEquals(List.of("the handler of queue jobs failed to learn of a failure"), lines());
        assertSame(handlerFailure, logged.get(0).getThrown());
    }

    @Test
    void goesOnAlthoughTheLoggerFails() {
        loggerFailure = new AssertionError("planned");

        reports.givenUp(MESSAGE, null, null);

        assertEquals(1, told.size());
    }

    @Test
    void aHandlerThatDoesNotCareHasFailuresLogged() {
        QueueHandler<String> handler = batch -> {};
        ConsumerReports silent = new ConsumerReports("jobs", handler, new AtomicBoolean(true));
        IllegalStateException planned = new IllegalStateException("planned");

        silent.failed(MESSAGE, planned);
        silent.givenUp(MESSAGE, null, null);

        assertEquals(
                List.of("a consumer of queue jobs failed, messages [FailedMessage[id=id of a, attempts=4]]"), lines());
        assertSame(planned, logged.get(0).getThrown());
    }
}
