package dev.isobar.selftest;

import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueMetrics;
import dev.isobar.queue.QueueSendBatchOptions;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.queue.QueueSendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the producer's side itself, and the rule that must notice. */
enum BrokenProducer {
    SENDS_BATCHES_ONE_BY_ONE("Q-SEND-13") {
        @Override
        QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
            for (MessageSendRequest message : messages) {
                good.sendBatch(List.of(message), options);
            }
            return new QueueSendResult(null);
        }
    },
    READS_A_BATCH_TWICE("Q-SEND-14") {
        @Override
        QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
            return messages.iterator().hasNext() ? good.sendBatch(messages, options) : new QueueSendResult(null);
        }
    },
    TAKES_AN_EMPTY_BATCH("Q-SEND-12") {
        @Override
        QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
            return messages.iterator().hasNext() ? good.sendBatch(messages, options) : new QueueSendResult(null);
        }
    },
    FORGETS_THE_DELAY_OF_THE_BATCH("Q-SEND-09") {
        @Override
        QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
            return good.sendBatch(messages, QueueSendBatchOptions.NONE);
        }
    },
    PREFERS_THE_DELAY_OF_THE_BATCH("Q-SEND-09") {
        @Override
        QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
            List<MessageSendRequest> same = new ArrayList<>();
            messages.forEach(message -> same.add(new MessageSendRequest(
                    message.body(),
                    message.contentType(),
                    options.delay() == null ? message.delay() : options.delay())));
            return good.sendBatch(same, options);
        }
    },
    ROUNDS_DELAYS_UP("Q-SEND-08") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
            Duration delay = options.delay();
            return good.send(body, delay == null ? options : options.withDelay(delay.plusMillis(999)));
        }
    },
    BOUNDS_DELAYS("Q-SEND-08") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
            Duration delay = options.delay();
            boolean tooLong = delay != null && delay.toSeconds() > 86_400;
            return good.send(body, tooLong ? options.withDelay(Duration.ofDays(1)) : options);
        }
    },
    SENDS_ANYTHING_AS_TEXT("Q-SEND-04") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
            return good.send(options.contentType() == QueueContentType.TEXT ? String.valueOf(body) : body, options);
        }
    },
    CUTS_LONG_TEXT("Q-SEND-11") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
            boolean tooLong = body instanceof String text && text.length() > 42_666;
            return good.send(tooLong ? String.valueOf(body).substring(0, 42_666) : body, options);
        }
    },
    SENDS_NULL_FOR_NAN("Q-SEND-19") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
            return good.send(body instanceof Double number && number.isNaN() ? null : body, options);
        }
    },
    DEFAULTS_FOR_NULL("Q-SEND-17") {
        @Override
        QueueSendResult send(Queue good, @Nullable Object body, @Nullable QueueSendOptions options) {
            return good.send(body, options == null ? QueueSendOptions.NONE : options);
        }
    };

    private final String rule;

    BrokenProducer(String rule) {
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    QueueSendResult send(Queue good, @Nullable Object body, QueueSendOptions options) {
        return good.send(body, options);
    }

    QueueSendResult sendBatch(Queue good, Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
        return good.sendBatch(messages, options);
    }

    Queue over(Queue good) {
        return new Queue() {
            @Override
            public QueueSendResult send(@Nullable Object body, QueueSendOptions options) {
                return BrokenProducer.this.send(good, body, options);
            }

            @Override
            public QueueSendResult sendBatch(Iterable<MessageSendRequest> messages, QueueSendBatchOptions options) {
                return BrokenProducer.this.sendBatch(good, messages, options);
            }

            @Override
            public QueueMetrics metrics() {
                return good.metrics();
            }
        };
    }
}
