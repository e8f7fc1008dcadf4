package dev.isobar.selftest;

import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Peeked;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a queue driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenQueue {
    FORGETS_THE_LAST_OF_A_BATCH("Q-CONS-01", queue -> new QueueOver(queue.good()) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            return good.send(messages.subList(0, Math.max(1, messages.size() - 1)));
        }
    }),
    STORES_WHEN_THE_NEXT_MESSAGE_COMES("Q-SEND-01", queue -> new QueueOver(queue.good()) {
        private List<Sending> held = List.of();

        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            List<Sending> earlier = held;
            held = messages;
            return earlier.isEmpty() ? null : good.send(earlier);
        }
    }),
    DROPS_NULL("Q-SEND-02", queue -> new QueueOver(queue.good()) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            List<Sending> kept = new ArrayList<>(messages);
            kept.removeIf(sending -> sending.message().body().length == 4);
            return kept.isEmpty() ? null : good.send(kept);
        }
    }),
    TAKES_TEXT_FOR_JSON("Q-SEND-06", queue -> storing(queue, message -> typed(message, "json"))),
    STORES_BYTES_AS_TEXT("Q-SEND-06", queue -> storing(queue, message -> typed(message, "text"))),
    CUTS_BODIES("Q-SEND-11", queue -> storing(queue, BrokenQueue::cut)),
    DROPS_WITHOUT_A_CONSUMER("Q-CONS-07", queue -> new QueueOver(queue.good()) {
        private boolean consumed;

        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            return consumed ? good.send(messages) : null;
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            consumed = true;
            return good.take(most, fill, visibility);
        }
    }),
    IGNORES_DELAYS("Q-SEND-10", queue -> delaying(queue, delay -> Duration.ZERO)),
    DELAYS_BY_HALF("Q-SEND-10", queue -> delaying(queue, delay -> delay.dividedBy(2))),
    DELAYS_BY_DAYS_ONLY("Q-SEND-09", queue -> delaying(queue, delay -> delay.isZero() ? delay : Duration.ofDays(1))),
    WAITS_FOR_NO_BATCH(
            "Q-CONS-03", queue -> taking(queue, (good, most, fill, lease) -> good.take(most, Duration.ZERO, lease))),
    TAKES_ONE_AT_A_TIME("Q-CONS-03", queue -> taking(queue, (good, most, fill, lease) -> good.take(1, fill, lease))),
    TAKES_ONE_TOO_MANY(
            "Q-CONS-08", queue -> taking(queue, (good, most, fill, lease) -> good.take(most + 1, fill, lease))),
    MIXES_QUEUES("Q-CONS-04", queue -> queue.other().apply("all")),
    GIVES_NEW_IDS(
            "Q-CONS-05",
            queue ->
                    leasing(queue, leased -> identified(leased, leased.message().id() + leased.attempts()))),
    GIVES_EQUAL_IDS("Q-CONS-05", queue -> leasing(queue, leased -> identified(leased, "id"))),
    STAMPS_AT_DELIVERY("Q-CONS-05", queue -> leasing(queue, BrokenQueue::stamped)),
    COUNTS_ATTEMPTS_FROM_ZERO("Q-CONS-06", queue -> leasing(queue, leased -> counted(leased, leased.attempts() - 1))),
    COUNTS_NO_ATTEMPTS("Q-CONS-06", queue -> leasing(queue, leased -> counted(leased, 1))),
    COUNTS_NO_FAILURES("Q-DLQ-01", queue -> leasing(queue, leased -> failed(leased, 0))),
    COUNTS_NO_LEASES_THAT_EXPIRE("Q-DLQ-01", queue -> leasing(queue, leased -> counted(leased, leased.failures() + 1))),
    COUNTS_ON_IN_DEAD_LETTER_QUEUES(
            "Q-DLQ-03",
            queue -> queue.name().equals("dead")
                    ? leasing(queue, leased -> counted(leased, leased.attempts() + 2))
                    : queue.good()),
    STAMPS_DEAD_LETTERS(
            "Q-DLQ-03", queue -> queue.name().equals("dead") ? leasing(queue, BrokenQueue::stamped) : queue.good()),
    DELETES_DEAD_LETTERS("Q-DLQ-02", queue -> new QueueOver(queue.good()) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(settlements, null);
        }
    }),
    RETRIES_DEAD_LETTERS("Q-DLQ-02", queue -> settling(queue, Decision.BURY, Decision.RETRY)),
    FORGETS_RETRIES("Q-ACK-04", queue -> settling(queue, Decision.RETRY, Decision.ACK)),
    RETRIES_WHAT_IS_ACKNOWLEDGED("Q-ACK-01", queue -> settling(queue, Decision.ACK, Decision.RETRY)),
    RETRIES_AT_ONCE("Q-ACK-09", queue -> settling(queue, Decision.RETRY, Decision.RELEASE)),
    RETRIES_BATCHES_AT_ONCE("Q-ACK-07", queue -> settling(queue, Decision.RETRY, Decision.RELEASE)),
    COUNTS_WHAT_IS_DELAYED("Q-MET-01", queue -> new QueueOver(delaying(queue, delay -> Duration.ZERO))),
    FORGETS_THE_BYTES("Q-MET-01", queue -> new QueueOver(queue.good()) {
        @Override
        public Backlog backlog() throws Exception {
            return new Backlog(good.backlog().count(), 0, good.backlog().oldest());
        }
    }),
    PAUSES_NOT("Q-PAUSE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public void pause(boolean paused) throws Exception {}
    }),
    RESUMES_NEVER("Q-PAUSE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public void pause(boolean paused) throws Exception {
            good.pause(true);
        }
    }),
    PURGES_WHAT_IS_READY("Q-PURGE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public void purge() throws Exception {
            good.settle(
                    good.take(100, Duration.ZERO, Duration.ofSeconds(1)).messages().stream()
                            .map(leased -> new Settlement(leased.lease(), Decision.ACK, Duration.ZERO))
                            .toList(),
                    null);
        }
    }),
    TAKES_WHAT_IS_PEEKED("Q-PEEK-01", queue -> new QueueOver(queue.good()) {
        @Override
        public List<Peeked> peek(int most) throws Exception {
            return good.take(most, Duration.ZERO, Duration.ofDays(1)).messages().stream()
                    .map(leased -> new Peeked(leased.message(), 0))
                    .toList();
        }
    }),
    PULLS_ONE_TOO_MANY(
            "Q-PULL-01", queue -> taking(queue, (good, most, fill, lease) -> good.take(most + 1, fill, lease))),
    LEASES_FOR_EVER(
            "Q-PULL-02",
            queue -> taking(queue, (good, most, fill, lease) -> good.take(most, fill, Duration.ofDays(3)))),
    LEASES_FOR_NO_TIME(
            "Q-PULL-02", queue -> taking(queue, (good, most, fill, lease) -> good.take(most, fill, Duration.ZERO))),
    LEASES_BY_MESSAGE("Q-PULL-03", queue -> new QueueOver(queue.good()) {
        private final Map<String, String> latest = new ConcurrentHashMap<>();

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = good.take(most, fill, visibility);
            taken.messages().forEach(leased -> latest.put(leased.message().id(), leased.lease()));
            return with(
                    taken,
                    leased ->
                            new Leased(leased.message().id(), leased.message(), leased.attempts(), leased.failures()));
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(
                    settlements.stream()
                            .map(one ->
                                    new Settlement(latest.getOrDefault(one.lease(), ""), one.decision(), one.time()))
                            .toList(),
                    deadLetterQueue);
        }
    }),
    WARNS_OF_NO_LEASE("Q-PULL-03", queue -> new QueueOver(queue.good()) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            good.settle(settlements, deadLetterQueue);
            return List.of();
        }
    }),
    SETTLES_THE_FIRST_ONLY("Q-PULL-04", queue -> new QueueOver(queue.good()) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(settlements.subList(0, 1), deadLetterQueue);
        }
    });

    private final String rule;
    private final Function<Place, QueueDriver> broken;

    /**
     * The queue that is broken, and its good neighbours.
     *
     * @param second whether the driver is that of a second environment
     * @param apart a queue of this name in a store that both environments could take for theirs
     */
    record Place(
            String name,
            Function<String, QueueDriver> other,
            Function<String, QueueDriver> kept,
            TestClock clock,
            boolean second,
            QueueDriver apart) {
        QueueDriver good() {
            return other.apply(name);
        }

        /** The same queue with another retention. */
        QueueDriver kept(String retention) {
            return kept.apply(retention);
        }
    }

    BrokenQueue(String rule, Function<Place, QueueDriver> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    String rule() {
        return rule;
    }

    QueueDriver over(Place place) {
        return broken.apply(place);
    }

    private static QueueDriver sending(Place queue, UnaryOperator<Sending> change) {
        return new QueueOver(queue.good()) {
            @Override
            public @Nullable Backlog send(List<Sending> messages) throws Exception {
                return good.send(messages.stream().map(change).toList());
            }
        };
    }

    private static QueueDriver storing(Place queue, UnaryOperator<QueueRecord> change) {
        return sending(queue, sending -> new Sending(change.apply(sending.message()), sending.delay()));
    }

    private static QueueDriver delaying(Place queue, UnaryOperator<Duration> change) {
        return sending(queue, sending -> new Sending(sending.message(), change.apply(sending.delay())));
    }

    private interface Taking {
        Taken take(QueueDriver good, int most, Duration fill, Duration visibility) throws Exception;
    }

    private static QueueDriver taking(Place queue, Taking other) {
        return new QueueOver(queue.good()) {
            @Override
            public Taken take(int most, Duration fill, Duration visibility) throws Exception {
                return other.take(good, most, fill, visibility);
            }
        };
    }

    private static QueueDriver leasing(Place queue, UnaryOperator<Leased> change) {
        return taking(queue, (good, most, fill, lease) -> with(good.take(most, fill, lease), change));
    }

    private static Taken with(Taken taken, UnaryOperator<Leased> change) {
        return new Taken(taken.messages().stream().map(change).toList(), taken.next(), taken.paused());
    }

    private static QueueDriver settling(Place queue, Decision from, Decision to) {
        return new QueueOver(queue.good()) {
            @Override
            public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue)
                    throws Exception {
                return good.settle(
                        settlements.stream()
                                .map(one -> one.decision() == from ? new Settlement(one.lease(), to, one.time()) : one)
                                .toList(),
                        deadLetterQueue);
            }
        };
    }

    private static QueueRecord typed(QueueRecord message, String type) {
        return new QueueRecord(message.id(), message.timestamp(), type, message.body());
    }

    private static QueueRecord cut(QueueRecord message) {
        byte[] body = Arrays.copyOf(message.body(), Math.min(message.body().length, 65_536));
        return new QueueRecord(message.id(), message.timestamp(), message.contentType(), body);
    }

    private static Leased identified(Leased leased, String id) {
        QueueRecord message = leased.message();
        return new Leased(
                leased.lease(),
                new QueueRecord(id, message.timestamp(), message.contentType(), message.body()),
                leased.attempts(),
                leased.failures());
    }

    private static Leased stamped(Leased leased) {
        QueueRecord message = leased.message();
        return new Leased(
                leased.lease(),
                new QueueRecord(
                        message.id(),
                        message.timestamp().plusSeconds(leased.attempts()),
                        message.contentType(),
                        message.body()),
                leased.attempts(),
                leased.failures());
    }

    private static Leased counted(Leased leased, int attempts) {
        return new Leased(leased.lease(), leased.message(), attempts, leased.failures());
    }

    private static Leased failed(Leased leased, int failures) {
        return new Leased(leased.lease(), leased.message(), leased.attempts(), failures);
    }
}
