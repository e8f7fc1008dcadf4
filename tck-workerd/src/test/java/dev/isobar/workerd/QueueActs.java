package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;

/**
 * What the consumer of one scenario is told to do with a message, attempt by attempt. In one scenario either nothing is
 * acknowledged by name, or nothing fails and nothing retries whole batches: the simulator forgets acknowledgements then
 * (rows {@code Q-ACK-02}, {@code Q-ACK-03}, {@code Q-ACK-05}, {@code Q-ACK-12}).
 */
final class QueueActs {
    private enum Habit {
        ACKNOWLEDGES,
        RETRIES_BATCHES,
        FAILS
    }

    private final Dice dice;
    private final List<Integer> delays;
    private final Habit habit;

    QueueActs(Dice dice, List<Integer> delays) {
        this.dice = dice;
        this.delays = delays;
        this.habit = dice.oneOf(Habit.ACKNOWLEDGES, Habit.RETRIES_BATCHES, Habit.FAILS);
    }

    List<String> acts() {
        List<String> acts = new ArrayList<>();
        for (int left = dice.between(1, 3); left > 0; left--) {
            acts.add(act());
        }
        return acts;
    }

    private String act() {
        String first = call();
        return dice.chance(70) || first.equals("none") || first.equals("throw") ? first : first + "+" + second(first);
    }

    private String call() {
        return switch (habit) {
            case ACKNOWLEDGES -> dice.oneOf("none", "none", "ack", "ack", "ackAll", delayed("retry"), delayed("retry"));
            case RETRIES_BATCHES ->
                dice.oneOf("none", "none", "ackAll", delayed("retry"), delayed("retry"), delayed("retryAll"));
            case FAILS -> dice.oneOf("none", "none", "throw", delayed("retry"), delayed("retry"), delayed("retryAll"));
        };
    }

    /** An acknowledgement by name comes too late after a retry, and has no effect. */
    private String second(String first) {
        return habit != Habit.ACKNOWLEDGES && first.startsWith("retry") && dice.chance(40) ? "ack" : call();
    }

    private String delayed(String call) {
        int delay = dice.oneOf(delays);
        return delay < 0 ? call : call + ":" + delay;
    }
}
