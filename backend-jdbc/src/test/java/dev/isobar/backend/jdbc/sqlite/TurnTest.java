package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.D1Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Who may use the one connection, and who has waited long enough. */
class TurnTest {
    private static final String OVERLOADED = "D1 DB is overloaded. Requests queued for too long.";

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    private <T> T elsewhere(Callable<T> call) throws Exception {
        return other.submit(call).get(30, TimeUnit.SECONDS);
    }

    private static void refused(Executable call) {
        assertEquals(OVERLOADED, assertThrows(D1Failure.class, call).text());
    }

    @Test
    void refusesWhoWaitsTooLongForACall() throws Exception {
        Turn turn = new Turn(Duration.ofMillis(10));
        elsewhere(() -> {
            turn.take();
            return true;
        });

        refused(turn::take);
        refused(turn::takeInside);
        refused(turn::takeToUndo);

        elsewhere(() -> {
            turn.release();
            return true;
        });
        turn.take();
        turn.release();
        turn.takeInside();
        turn.release();
        turn.takeToUndo();
        turn.release();
    }

    @Test
    void doesNotWaitWhenItIsFree() throws Exception {
        Turn turn = new Turn(Duration.ZERO);

        turn.take();
        turn.release();
        turn.takeInside();
        turn.release();
        turn.takeToUndo();
        turn.release();

        assertTrue(elsewhere(() -> {
            turn.take();
            turn.release();
            return true;
        }));
    }

    @Test
    void waitsAlthoughTheThreadIsInterruptedToUndo() throws Exception {
        Turn turn = new Turn(Duration.ofSeconds(20));
        CountDownLatch asked = new CountDownLatch(1);
        elsewhere(() -> {
            turn.take();
            return true;
        });
        Future<Boolean> freed = other.submit(() -> {
            boolean waiting = asked.await(20, TimeUnit.SECONDS);
            turn.release();
            return waiting;
        });

        Thread.currentThread().interrupt();
        asked.countDown();
        turn.takeToUndo();

        assertTrue(Thread.interrupted(), "the flag was cleared");
        turn.release();
        assertTrue(freed.get(30, TimeUnit.SECONDS));
        turn.takeToUndo();
        assertFalse(Thread.interrupted());
        turn.release();
    }

    @Test
    void givesWayToAnInterruptOtherwise() throws Exception {
        Turn turn = new Turn(Duration.ofSeconds(20));
        elsewhere(() -> {
            turn.take();
            return true;
        });

        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, turn::take);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, turn::takeInside);
    }

    @Test
    void closesAfterTheCallThatRuns() throws Exception {
        Turn turn = new Turn(Duration.ofMillis(10));
        List<String> done = new ArrayList<>();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Future<Boolean> call = other.submit(() -> {
            turn.take();
            taken.countDown();
            boolean waited = closing.await(20, TimeUnit.SECONDS);
            done.add("call");
            turn.release();
            return waited;
        });
        assertTrue(taken.await(20, TimeUnit.SECONDS));

        closing.countDown();
        turn.takeLast(() -> done.add("close"));

        assertTrue(call.get(20, TimeUnit.SECONDS));
        assertEquals(List.of("call", "close"), done);
    }

    @Test
    void isFreeAfterAClosingThatFailed() throws Exception {
        Turn turn = new Turn(Duration.ofMillis(10));

        assertThrows(
                java.sql.SQLException.class,
                () -> turn.takeLast(() -> {
                    throw new java.sql.SQLException("broken");
                }));

        assertTrue(elsewhere(() -> {
            turn.take();
            turn.release();
            return true;
        }));
    }
}
