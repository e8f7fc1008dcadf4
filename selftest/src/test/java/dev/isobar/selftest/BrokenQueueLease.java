package dev.isobar.selftest;

import dev.isobar.selftest.BrokenQueue.Place;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Backlog;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with leases that are late, renewed, or wanted by many at the same time. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenQueueLease {
    RENEWS_NOTHING(
            "Q-LEASE-07",
            queue -> settling(queue, all -> all.stream()
                    .filter(one -> one.decision() != Decision.EXTEND)
                    .toList())),
    RENEWS_FOR_A_DAY("Q-LEASE-07", queue -> timed(queue, Decision.EXTEND, time -> Duration.ofDays(1))),
    RENEWS_BY_LEASING_ANEW("Q-LEASE-07", queue -> new WatchedQueue(queue) {
        private final Map<String, Integer> renewals = new HashMap<>();

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            for (Settlement one : settlements) {
                Leased leased = leases.get(one.lease());
                if (one.decision() == Decision.EXTEND && leased != null) {
                    renewals.merge(leased.message().id(), 1, Integer::sum);
                }
            }
            return super.settle(settlements, deadLetterQueue);
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            return new Taken(
                    taken.messages().stream()
                            .map(leased -> new Leased(
                                    leased.lease(),
                                    leased.message(),
                                    leased.attempts()
                                            + renewals.getOrDefault(
                                                    leased.message().id(), 0),
                                    leased.failures()))
                            .toList(),
                    taken.next(),
                    taken.paused());
        }
    }),
    LEASES_TO_TWO_THREADS("Q-LEASE-06", queue -> new QueueOver(queue.good()) {
        private List<Leased> last = List.of();
        private @Nullable Thread taker;

        @Override
        public synchronized Taken take(int most, Duration fill, Duration visibility) throws Exception {
            boolean sees = taker != Thread.currentThread() && !last.isEmpty() && last.size() <= most;
            Taken taken = sees ? new Taken(last, null, false) : good.take(most, fill, visibility);
            last = sees ? List.of() : taken.messages();
            taker = Thread.currentThread();
            return taken;
        }
    }),
    LEASES_TO_TWO_ENVIRONMENTS("Q-LEASE-06", queue -> new QueueOver(queue.second() ? queue.apart() : queue.good()) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            queue.apart().send(messages);
            return queue.good().send(messages);
        }
    }),
    SETTLES_FOR_EVERY_THREAD("Q-LEASE-08", queue -> new QueueOver(queue.good()) {
        private final Map<String, Thread> settlers = new ConcurrentHashMap<>();

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = new ArrayList<>(good.settle(settlements, deadLetterQueue));
            for (Settlement one : settlements) {
                Thread first = settlers.putIfAbsent(one.lease(), Thread.currentThread());
                if (first != null && first != Thread.currentThread()) {
                    lost.remove(one.lease());
                }
            }
            return lost;
        }
    }),
    RETRIES_BY_AN_EARLIER_LEASE("Q-LEASE-02", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(
                    settlements.stream()
                            .map(one -> one.decision() == Decision.RETRY
                                    ? new Settlement(latest(one.lease()), one.decision(), one.time())
                                    : one)
                            .toList(),
                    deadLetterQueue);
        }

        private String latest(String lease) {
            String latest = lease;
            Leased its = leases.get(lease);
            for (Leased other : leases.values()) {
                if (its != null && other.message().id().equals(its.message().id())) {
                    latest = other.lease();
                }
            }
            return latest;
        }
    }),
    ACKNOWLEDGES_BY_THE_LATEST_LEASE_ONLY("Q-LEASE-02", queue -> new WatchedQueue(queue) {
        private final Map<String, String> latest = new HashMap<>();

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            taken.messages().forEach(leased -> latest.put(leased.message().id(), leased.lease()));
            return taken;
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(
                    settlements.stream()
                            .map(one -> isEarlier(one.lease())
                                    ? new Settlement("earlier", one.decision(), one.time())
                                    : one)
                            .toList(),
                    deadLetterQueue);
        }

        private boolean isEarlier(String lease) {
            Leased leased = leases.get(lease);
            return leased != null && !Objects.equals(latest.get(leased.message().id()), lease);
        }
    }),
    ENDS_LEASES_A_SECOND_EARLY("Q-PULL-02", queue -> leasing(queue, time -> shorter(time))),
    ENDS_LEASES_A_SECOND_LATE("Q-PULL-02", queue -> leasing(queue, time -> time.plusSeconds(1))),
    RETRIES_A_SECOND_EARLY("Q-ACK-09", queue -> timed(queue, Decision.RETRY, time -> shorter(time))),
    RETRIES_A_SECOND_LATE("Q-ACK-09", queue -> timed(queue, Decision.RETRY, time -> time.plusSeconds(1))),
    ENDS_DELAYS_A_SECOND_LATE("Q-SEND-10", queue -> new QueueOver(queue.good()) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            return good.send(messages.stream()
                    .map(one -> one.delay().isZero()
                            ? one
                            : new Sending(one.message(), one.delay().plusSeconds(1)))
                    .toList());
        }
    }),
    COUNTS_WHAT_IS_GIVEN_BACK("Q-LEASE-03", queue -> new WatchedQueue(queue) {
        private final Map<String, Integer> released = new HashMap<>();

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            for (Settlement one : settlements) {
                Leased leased = leases.get(one.lease());
                if (one.decision() == Decision.RELEASE && leased != null) {
                    released.merge(leased.message().id(), 1, Integer::sum);
                }
            }
            return super.settle(settlements, deadLetterQueue);
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            return new Taken(
                    taken.messages().stream()
                            .map(leased -> new Leased(
                                    leased.lease(),
                                    leased.message(),
                                    leased.attempts()
                                            + released.getOrDefault(
                                                    leased.message().id(), 0),
                                    leased.failures()))
                            .toList(),
                    taken.next(),
                    taken.paused());
        }
    }),
    ACCEPTS_A_LEASE_THAT_WAS_GIVEN_BACK("Q-LEASE-02", queue -> new QueueOver(queue.good()) {
        private final Set<String> released = new HashSet<>();

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = new ArrayList<>(good.settle(settlements, deadLetterQueue));
            lost.removeAll(released);
            settlements.stream()
                    .filter(one -> one.decision() == Decision.RELEASE)
                    .forEach(one -> released.add(one.lease()));
            return lost;
        }
    }),
    KEEPS_TO_ITS_ENVIRONMENT("Q-CONS-14", queue -> queue.second() ? queue.apart() : queue.good()),
    PAUSES_ITS_ENVIRONMENT("Q-CONS-14", queue -> new QueueOver(queue.good()) {
        private boolean stopped;

        @Override
        public void pause(boolean paused) {
            stopped = paused;
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            return stopped ? new Taken(List.of(), null, true) : good.take(most, fill, visibility);
        }
    }),
    SETTLES_ITS_OWN_LEASES("Q-CONS-14", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = new ArrayList<>();
            for (Settlement one : settlements) {
                lost.addAll(
                        leases.containsKey(one.lease())
                                ? good.settle(List.of(one), deadLetterQueue)
                                : List.of(one.lease()));
            }
            return lost;
        }
    });

    private final String rule;
    private final Function<Place, QueueDriver> broken;

    BrokenQueueLease(String rule, Function<Place, QueueDriver> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    String rule() {
        return rule;
    }

    QueueDriver over(Place place) {
        return broken.apply(place);
    }

    private static Duration shorter(Duration time) {
        return time.compareTo(Duration.ofSeconds(1)) > 0 ? time.minusSeconds(1) : time;
    }

    private static QueueDriver leasing(Place queue, UnaryOperator<Duration> change) {
        return new QueueOver(queue.good()) {
            @Override
            public Taken take(int most, Duration fill, Duration visibility) throws Exception {
                return good.take(most, fill, change.apply(visibility));
            }
        };
    }

    private static QueueDriver timed(Place queue, Decision decision, UnaryOperator<Duration> change) {
        return settling(queue, all -> all.stream()
                .map(one -> one.decision() == decision
                        ? new Settlement(one.lease(), decision, change.apply(one.time()))
                        : one)
                .toList());
    }

    private static QueueDriver settling(Place queue, UnaryOperator<List<Settlement>> change) {
        return new QueueOver(queue.good()) {
            @Override
            public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue)
                    throws Exception {
                List<Settlement> changed = change.apply(settlements);
                return changed.isEmpty() ? List.of() : good.settle(changed, deadLetterQueue);
            }
        };
    }
}
