package dev.isobar.selftest;

import dev.isobar.selftest.BrokenQueue.Place;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Peeked;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what a queue driver shows, counts, and says of the time to come. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenQueueView {
    COUNTS_WHAT_IS_LEASED("Q-MET-01", queue -> new HeldQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            return new Backlog(all.count() + held.size(), all.bytes(), all.oldest());
        }
    }),
    COUNTS_THE_BYTES_OF_WHAT_IS_LEASED("Q-MET-01", queue -> new HeldQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            long bytes = held.values().stream()
                    .mapToLong(leased -> leased.message().body().length)
                    .sum();
            return new Backlog(all.count(), all.bytes() + bytes, all.oldest());
        }
    }),
    COUNTS_NOTHING_THAT_CAME_BACK("Q-MET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            return leases.isEmpty() ? all : new Backlog(0, 0, null);
        }
    }),
    COUNTS_TO_A_THOUSAND("Q-MET-01", queue -> new QueueOver(queue.good()) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            return new Backlog(Math.min(1_000, all.count()), all.bytes(), all.oldest());
        }
    }),
    TELLS_THE_NEWEST("Q-MET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            List<Sending> messages = new ArrayList<>(sent.values());
            return all.count() == 0
                    ? all
                    : new Backlog(
                            all.count(),
                            all.bytes(),
                            messages.get(messages.size() - 1).message().timestamp());
        }
    }),
    TELLS_THE_OLDEST_THAT_EVER_WAS("Q-MET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            Backlog all = good.backlog();
            return all.count() == 0
                    ? all
                    : new Backlog(
                            all.count(),
                            all.bytes(),
                            sent.values().iterator().next().message().timestamp());
        }
    }),
    PEEKS_AT_WHAT_IS_LEASED("Q-PEEK-01", queue -> new HeldQueue(queue) {
        @Override
        public List<Peeked> peek(int most) throws Exception {
            List<Peeked> all = new ArrayList<>(good.peek(most));
            held.values().forEach(leased -> all.add(new Peeked(leased.message(), leased.attempts())));
            return all.subList(0, Math.min(most, all.size()));
        }
    }),
    PEEKS_AT_WHAT_IS_DELAYED("Q-PEEK-01", queue -> new WatchedQueue(queue) {
        @Override
        public List<Peeked> peek(int most) throws Exception {
            List<Peeked> all = new ArrayList<>(good.peek(most));
            sent.values().stream()
                    .filter(sending -> !sending.delay().isZero())
                    .forEach(sending -> all.add(new Peeked(sending.message(), 0)));
            return all.subList(0, Math.min(most, all.size()));
        }
    }),
    PEEKS_AT_ONE("Q-PEEK-01", queue -> peeking(queue, (good, most) -> good.peek(1))),
    PEEKS_AT_ALL("Q-PEEK-01", queue -> peeking(queue, (good, most) -> good.peek(100))),
    FORGETS_THE_ATTEMPTS_OF_WHAT_IS_PEEKED(
            "Q-PEEK-01",
            queue -> peeking(queue, (good, most) -> good.peek(most).stream()
                    .map(peeked -> new Peeked(peeked.message(), 0))
                    .toList())),
    PURGES_NOTHING_THAT_IS_LEASED("Q-PURGE-01", queue -> new HeldQueue(queue) {
        @Override
        public void purge() throws Exception {
            good.purge();
            if (!held.isEmpty()) {
                good.send(held.values().stream()
                        .map(leased -> again(leased.message(), Duration.ofSeconds(1)))
                        .toList());
            }
        }
    }),
    RESUMES_WITH_A_PURGE("Q-PURGE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public void purge() throws Exception {
            good.purge();
            good.pause(false);
        }
    }),
    PAUSES_ALL_QUEUES("Q-PAUSE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public void pause(boolean paused) throws Exception {
            good.pause(paused);
            queue.other().apply("other").pause(paused);
        }
    }),
    SETTLES_NOTHING_WHILE_PAUSED("Q-PAUSE-01", queue -> new QueueOver(queue.good()) {
        private boolean stopped;

        @Override
        public void pause(boolean paused) throws Exception {
            stopped = paused;
            good.pause(paused);
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return stopped
                    ? settlements.stream().map(Settlement::lease).toList()
                    : good.settle(settlements, deadLetterQueue);
        }
    }),
    SAYS_TOMORROW("Q-TIME-02", queue -> saying(queue, next -> Duration.ofDays(1))),
    SAYS_THE_DOUBLE("Q-TIME-02", queue -> saying(queue, next -> next == null ? null : next.multipliedBy(2))),
    SAYS_AT_ONCE("Q-TIME-02", queue -> saying(queue, next -> next == null ? Duration.ZERO : next)),
    SAYS_WHEN_THE_BATCH_IS_DUE("Q-TIME-02", queue -> new QueueOver(queue.good()) {
        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = good.take(most, fill, visibility);
            boolean waits = taken.messages().isEmpty() && good.backlog().count() > 0;
            return waits ? new Taken(List.of(), fill, taken.paused()) : taken;
        }
    }),
    DELIVERS_THE_LAST_FIRST("Q-CONS-15", queue -> new QueueOver(queue.good()) {
        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = good.take(most, fill, visibility);
            List<Leased> messages = new ArrayList<>(taken.messages());
            Collections.reverse(messages);
            return new Taken(messages, taken.next(), taken.paused());
        }
    }),
    BURIES_TEXT_AS_JSON(
            "Q-DLQ-03",
            queue -> burying(
                    queue, message -> new QueueRecord(message.id(), message.timestamp(), "json", message.body()))),
    BURIES_IN_WHOLE_SECONDS(
            "Q-DLQ-03",
            queue -> burying(
                    queue,
                    message -> new QueueRecord(
                            message.id(), message.timestamp().plusMillis(1), message.contentType(), message.body()))),
    BURIES_A_COPY("Q-DLQ-03", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = good.settle(settlements, deadLetterQueue);
            for (Settlement one : settlements) {
                Leased leased = leases.get(one.lease());
                if (one.decision() == Decision.BURY && leased != null) {
                    good.send(List.of(again(leased.message(), Duration.ZERO)));
                }
            }
            return lost;
        }
    });

    private final String rule;
    private final Function<Place, QueueDriver> broken;

    BrokenQueueView(String rule, Function<Place, QueueDriver> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    String rule() {
        return rule;
    }

    QueueDriver over(Place place) {
        return broken.apply(place);
    }

    /** Remembers what it has leased and nobody has settled. */
    private static class HeldQueue extends QueueOver {
        final Map<String, Leased> held = new LinkedHashMap<>();

        HeldQueue(Place queue) {
            super(queue.good());
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = good.take(most, fill, visibility);
            taken.messages().forEach(leased -> held.put(leased.lease(), leased));
            return taken;
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            settlements.forEach(one -> held.remove(one.lease()));
            return good.settle(settlements, deadLetterQueue);
        }
    }

    private interface Peeking {
        List<Peeked> peek(QueueDriver good, int most) throws Exception;
    }

    private static QueueDriver peeking(Place queue, Peeking other) {
        return new QueueOver(queue.good()) {
            @Override
            public List<Peeked> peek(int most) throws Exception {
                return other.peek(good, most);
            }
        };
    }

    private interface Saying {
        @Nullable
        Duration next(@Nullable Duration right);
    }

    private static QueueDriver saying(Place queue, Saying other) {
        return new QueueOver(queue.good()) {
            @Override
            public Taken take(int most, Duration fill, Duration visibility) throws Exception {
                Taken taken = good.take(most, fill, visibility);
                return new Taken(
                        taken.messages(), taken.messages().isEmpty() ? other.next(taken.next()) : null, taken.paused());
            }
        };
    }

    private static QueueDriver burying(Place queue, UnaryOperator<QueueRecord> change) {
        return !queue.name().equals("dead")
                ? queue.good()
                : new QueueOver(queue.good()) {
                    @Override
                    public Taken take(int most, Duration fill, Duration visibility) throws Exception {
                        Taken taken = good.take(most, fill, visibility);
                        return new Taken(
                                taken.messages().stream()
                                        .map(leased -> new Leased(
                                                leased.lease(),
                                                change.apply(leased.message()),
                                                leased.attempts(),
                                                leased.failures()))
                                        .toList(),
                                taken.next(),
                                taken.paused());
                    }
                };
    }
}
