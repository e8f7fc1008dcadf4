package dev.isobar;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.queue.Consumption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one consumer's place at each queue (Q-CONS-04), and all consumers of which something still runs: one that has left its
 * place may have a handler to wait for.
 */
final class ConsumerSeats {
    private final EnvState state;
    private final ConcurrentMap<String, Seat> seats = new ConcurrentHashMap<>();
    private final Set<Consumption> running = ConcurrentHashMap.newKeySet();

    ConsumerSeats(EnvState state) {
        this.state = state;
    }

    private final class Seat implements Consumption.Events {
        private final String queue;
        private volatile @Nullable Consumption consumer;
        private volatile boolean lost;

        Seat(String queue) {
            this.queue = queue;
        }

        @Override
        public void stopped() {
            seats.remove(queue, this);
        }

        @Override
        public void ended() {
            Consumption its = consumer;
            if (its != null) {
                running.remove(its);
            }
        }
    }

    /** Makes a consumer and starts it, if the queue has none and the environment does not end. */
    <C extends Consumption> C seat(String queue, CallSite site, Function<Consumption.Events, C> make) {
        state.requireOpen(site);
        Seat seat = new Seat(queue);
        if (seats.putIfAbsent(queue, seat) != null) {
            throw new ConflictException(site, null, "queue " + queue + " has a consumer already; close it first", null);
        }
        try {
            C consumer = make.apply(seat);
            seat.consumer = consumer;
            running.add(consumer);
            // Whoever ends the environment, or drops the queue, says so before it looks for consumers: one sees the
            // other.
            if (state.isEnding() || seat.lost) {
                consumer.stop();
            }
            if (!consumer.start()) {
                throw refusal(site);
            }
            return consumer;
        } catch (RuntimeException | Error failed) {
            seat.stopped();
            seat.ended();
            throw failed;
        }
    }

    private IsobarException refusal(CallSite site) {
        return state.isEnding()
                ? new EnvClosedException(site, null)
                : new ConflictException(site, null, site + ": the queue was dropped", null);
    }

    boolean isTaken(String queue) {
        return seats.containsKey(queue);
    }

    /** Closes the consumer of a queue, if there is one. */
    void close(String queue) {
        Seat seat = seats.get(queue);
        if (seat == null) {
            return;
        }
        seat.lost = true;
        Consumption consumer = seat.consumer;
        if (consumer != null) {
            consumer.close();
        }
    }

    /** Tells all consumers to take no more. */
    void stop() {
        running.forEach(Consumption::stop);
    }

    /** Waits for all consumers together; returns whether all have ended. */
    boolean awaitEnd(Deadline deadline) throws InterruptedException {
        for (Consumption consumer : running) {
            if (!consumer.awaitEnd(deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a consumer of this environment is who asks. */
    boolean runHere() {
        return running.stream().anyMatch(Consumption::runsHere);
    }
}
