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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with what a queue driver remembers: leases, repeated sends, retention. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenQueueState {
    FILLS_FROM_THE_FIRST_TAKE("Q-CONS-03", queue -> new QueueOver(queue.good()) {
        private boolean asked;

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            boolean first = !asked;
            asked = true;
            return first ? new Taken(List.of(), fill, false) : good.take(most, fill, visibility);
        }
    }),
    SETTLES_BY_MESSAGE("Q-LEASE-01", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(renamed(settlements, this::latest), deadLetterQueue);
        }

        private String latest(String lease) {
            return leases.values().stream()
                    .filter(leased -> lease.contains(leased.message().id()))
                    .map(Leased::lease)
                    .findFirst()
                    .orElse(lease);
        }
    }),
    READS_LEASES_LOOSELY("Q-LEASE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(renamed(settlements, lease -> lease.strip().toLowerCase(Locale.ROOT)), deadLetterQueue);
        }
    }),
    SETTLES_IN_OTHER_QUEUES("Q-LEASE-01", queue -> new QueueOver(queue.good()) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            Set<String> lost = new HashSet<>(good.settle(settlements, deadLetterQueue));
            List<Settlement> again = settlements.stream()
                    .filter(one -> lost.contains(one.lease()))
                    .toList();
            return again.isEmpty() ? List.of() : queue.other().apply("orders").settle(again, deadLetterQueue);
        }
    }),
    COUNTS_LEASES_BY_MESSAGE("Q-LEASE-01", queue -> new QueueOver(queue.good()) {
        private final Map<String, String> given = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = good.take(most, fill, visibility);
            return new Taken(taken.messages().stream().map(this::named).toList(), taken.next(), taken.paused());
        }

        private Leased named(Leased leased) {
            String id = leased.message().id();
            String name = counts.merge(id, 1, Integer::sum) + "." + id;
            given.put(name, leased.lease());
            return new Leased(name, leased.message(), leased.attempts(), leased.failures());
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<Settlement> real = renamed(settlements, lease -> given.getOrDefault(lease, "none " + lease));
            Set<String> lost = new HashSet<>(good.settle(real, deadLetterQueue));
            List<String> named = new ArrayList<>();
            for (int i = 0; i < real.size(); i++) {
                if (lost.contains(real.get(i).lease())) {
                    named.add(settlements.get(i).lease());
                }
            }
            return named;
        }
    }),
    SETTLES_A_LEASE_TWICE("Q-LEASE-02", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = new ArrayList<>(good.settle(settlements, deadLetterQueue));
            lost.removeIf(leases::containsKey);
            return lost;
        }
    }),
    LOSES_EXPIRED_LEASES("Q-LEASE-02", queue -> new WatchedQueue(queue) {
        private final Map<String, Instant> ends = new HashMap<>();

        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            taken.messages()
                    .forEach(leased -> ends.put(leased.lease(), clock.instant().plus(visibility)));
            return taken;
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return good.settle(
                    renamed(
                            settlements,
                            lease ->
                                    ends.getOrDefault(lease, Instant.MAX).isAfter(clock.instant()) ? lease : "expired"),
                    deadLetterQueue);
        }
    }),
    COUNTS_EXPIRED_LEASES_AS_FAILURES("Q-LEASE-03", queue -> new FailuresOver(queue) {
        @Override
        int failures(Leased leased) {
            return leased.attempts() - 1;
        }
    }),
    COUNTS_RELEASES_AS_FAILURES("Q-LEASE-03", queue -> new FailuresOver(queue) {
        @Override
        int failures(Leased leased) {
            return leased.failures() + settled(leased.message().id(), Decision.RELEASE);
        }
    }),
    COUNTS_RELEASES_AS_ATTEMPTS("Q-LEASE-03", queue -> new FailuresOver(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            return super.settle(
                    settlements.stream()
                            .map(one -> one.decision() == Decision.RELEASE
                                    ? new Settlement(one.lease(), Decision.RETRY, Duration.ZERO)
                                    : one)
                            .toList(),
                    deadLetterQueue);
        }

        @Override
        int failures(Leased leased) {
            return 0;
        }
    }),
    FORGETS_FAILURES("Q-LEASE-03", queue -> new FailuresOver(queue) {
        @Override
        int failures(Leased leased) {
            return 0;
        }
    }),
    KEEPS_FAILURES_IN_DEAD_LETTER_QUEUES("Q-LEASE-03", queue -> new FailuresOver(queue) {
        @Override
        int failures(Leased leased) {
            return leased.failures() + (queue.name().equals("dead") ? 1 : 0);
        }
    }),
    STORES_A_REPEATED_SEND_AGAIN("Q-SEND-18", queue -> new WatchedQueue(queue) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            Set<String> before = Set.copyOf(sent.keySet());
            super.send(messages);
            List<Sending> again = messages.stream()
                    .filter(sending -> before.contains(sending.message().id()))
                    .map(BrokenQueueState::copied)
                    .toList();
            return again.isEmpty() ? null : good.send(again);
        }
    }),
    STORES_THE_LAST_OF_A_REPEATED_BATCH_AGAIN("Q-SEND-18", queue -> new WatchedQueue(queue) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            Sending last = messages.get(messages.size() - 1);
            boolean again =
                    messages.size() > 1 && sent.containsKey(last.message().id());
            super.send(messages);
            return again ? good.send(List.of(copied(last))) : null;
        }
    }),
    FREES_WHAT_IS_SENT_AGAIN("Q-SEND-18", queue -> new WatchedQueue(queue) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            for (Leased leased : leases.values()) {
                good.settle(List.of(new Settlement(leased.lease(), Decision.RETRY, Duration.ZERO)), null);
            }
            return super.send(messages);
        }
    }),
    RESTARTS_THE_DELAY_OF_WHAT_IS_SENT_AGAIN("Q-SEND-18", queue -> new WatchedQueue(queue) {
        @Override
        public @Nullable Backlog send(List<Sending> messages) throws Exception {
            if (sent.containsKey(messages.get(0).message().id())) {
                good.purge();
            }
            return super.send(messages);
        }
    }),
    KEEPS_MESSAGES_FOR_LONG("Q-RET-01", queue -> queue.kept("14d")),
    DROPS_A_SECOND_EARLY("Q-RET-01", queue -> queue.kept("345599s")),
    DROPS_A_SECOND_LATE("Q-RET-01", queue -> queue.kept("345601s")),
    DROPS_WHAT_IS_LEASED("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            List<String> lost = new ArrayList<>();
            for (Settlement one : settlements) {
                boolean dropped = leases.containsKey(one.lease()) && isOld(one.lease());
                lost.addAll(dropped ? List.of(one.lease()) : good.settle(List.of(one), deadLetterQueue));
            }
            return lost;
        }
    }),
    COUNTS_THE_DELAY_INTO_THE_RETENTION("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            return new Taken(
                    taken.messages().stream()
                            .filter(leased -> !isOld(leased.lease()))
                            .toList(),
                    taken.next(),
                    taken.paused());
        }
    }),
    KEEPS_DEAD_LETTERS_FROM_THE_SENDING("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Taken take(int most, Duration fill, Duration visibility) throws Exception {
            Taken taken = super.take(most, fill, visibility);
            return new Taken(
                    taken.messages().stream()
                            .filter(leased -> !queue.name().equals("dead")
                                    || !isOld(leased.message().timestamp()))
                            .toList(),
                    taken.next(),
                    taken.paused());
        }
    }),
    KEEPS_A_RETRIED_MESSAGE_ANEW("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception {
            for (Settlement one : settlements) {
                Leased leased = leases.get(one.lease());
                if (one.decision() == Decision.RETRY && leased != null) {
                    good.settle(List.of(new Settlement(one.lease(), Decision.ACK, Duration.ZERO)), null);
                    good.send(List.of(again(leased.message(), one.time())));
                    return List.of();
                }
            }
            return good.settle(settlements, deadLetterQueue);
        }
    }),
    COUNTS_WHAT_IS_DROPPED("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public Backlog backlog() throws Exception {
            return new Backlog(
                    sent.size(), good.backlog().bytes(), good.backlog().oldest());
        }
    }),
    SHOWS_WHAT_IS_DROPPED("Q-RET-01", queue -> new WatchedQueue(queue) {
        @Override
        public List<Peeked> peek(int most) throws Exception {
            return sent.values().stream()
                    .map(sending -> new Peeked(sending.message(), 0))
                    .toList();
        }
    }),
    DROPS_NOTHING_WHILE_PAUSED("Q-RET-01", queue -> new WatchedQueue(queue) {
        private boolean stopped;

        @Override
        public void pause(boolean paused) throws Exception {
            stopped = paused;
            good.pause(paused);
        }

        @Override
        public Backlog backlog() throws Exception {
            Backlog backlog = good.backlog();
            return stopped ? new Backlog(sent.size(), backlog.bytes(), backlog.oldest()) : backlog;
        }
    });

    private final String rule;
    private final Function<Place, QueueDriver> broken;

    BrokenQueueState(String rule, Function<Place, QueueDriver> broken) {
        this.rule = rule;
        this.broken = broken;
    }

    String rule() {
        return rule;
    }

    QueueDriver over(Place place) {
        return broken.apply(place);
    }

    private static List<Settlement> renamed(List<Settlement> settlements, UnaryOperator<String> name) {
        return settlements.stream()
                .map(one -> new Settlement(name.apply(one.lease()), one.decision(), one.time()))
                .toList();
    }

    private static Sending copied(Sending sending) {
        QueueRecord message = sending.message();
        return new Sending(
                new QueueRecord(message.id() + "b", message.timestamp(), message.contentType(), message.body()),
                sending.delay());
    }
}
