package dev.isobar.selftest.chaos;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.selftest.chaos.Journal.Entry;
import dev.isobar.selftest.chaos.Journal.Event;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What must be true of every message, whatever happened to those who handled it. */
final class ChaosVerdict {
    /** Leases without a report after which a message is given up (Q-DLQ-01). */
    private static final int UNREPORTED = 4;

    private final Map<String, List<Entry>> byMessage;
    private final Map<String, List<Leased>> letters;
    private final boolean failuresCounted;

    ChaosVerdict(List<Entry> entries, List<Leased> letters, boolean failuresCounted) {
        this.byMessage = entries.stream().collect(groupingBy(Entry::id));
        this.letters =
                letters.stream().collect(groupingBy(letter -> letter.message().id()));
        this.failuresCounted = failuresCounted;
    }

    void check(int atLeast) {
        Map<String, Long> events = byMessage.values().stream()
                .flatMap(List::stream)
                .collect(groupingBy(entry -> entry.event().name(), Collectors.counting()));
        System.out.println("chaos: " + events + ", " + letters.size() + " dead letters");
        assertTrue(
                messagesWith(Event.SENT).size() >= atLeast,
                () -> "only sent " + messagesWith(Event.SENT).size());
        assertNone("vanished", (id, entries) -> !has(entries, Event.DONE) && !letters.containsKey(id));
        assertNone("were given up without a reason", (id, entries) -> letters.containsKey(id) && !isSpent(entries));
        assertNone("have more failures than retries", (id, entries) -> countsTooManyFailures(entries));
        assertNone("were handed over twice as one attempt", (id, entries) -> !differ(attempts(entries)));
        assertNone("were handed over too often", (id, entries) -> attempts(entries).stream()
                .anyMatch(attempt -> attempt > ChaosQueues.MAX_RETRIES + UNREPORTED));
        Set<String> unknown = new HashSet<>(letters.keySet());
        unknown.removeAll(byMessage.keySet());
        assertEquals(Set.of(), unknown, "letters that nobody has sent");
        for (List<Leased> same : letters.values()) {
            assertEquals(1, same.size(), () -> "letters of one message: " + same);
            assertEquals(1, same.get(0).attempts(), same::toString);
            assertEquals(0, same.get(0).failures(), same::toString);
        }
    }

    private Set<String> messagesWith(Event event) {
        return byMessage.entrySet().stream()
                .filter(message -> has(message.getValue(), event))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void assertNone(String what, BiPredicate<String, List<Entry>> defect) {
        List<String> found = byMessage.entrySet().stream()
                .filter(message -> !message.getKey().equals("?"))
                .filter(message -> defect.test(message.getKey(), message.getValue()))
                .map(message -> message.getKey() + ": " + message.getValue())
                .toList();
        assertEquals(
                List.of(),
                found.stream().limit(5).toList(),
                () -> found.size() + " of " + byMessage.size() + " " + what);
    }

    private static boolean has(List<Entry> entries, Event event) {
        return entries.stream().anyMatch(entry -> entry.event() == event);
    }

    /** Whether some lease allowed to give the message up: after its last failure, or after too many leases. */
    private static boolean isSpent(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.event() == Event.LEASED)
                .anyMatch(lease ->
                        lease.number(1) >= ChaosQueues.MAX_RETRIES || lease.number(0) > lease.number(1) + UNREPORTED);
    }

    private boolean countsTooManyFailures(List<Entry> entries) {
        long retries = entries.stream()
                .filter(entry -> entry.event() == Event.DECIDED)
                .filter(entry -> entry.details().get(0).equals(Decision.RETRY.name()))
                .count();
        // Elsewhere every lease but the latest one counts as a failure.
        return failuresCounted
                && entries.stream()
                        .filter(entry -> entry.event() == Event.LEASED)
                        .anyMatch(lease -> lease.number(1) > retries);
    }

    private static List<Integer> attempts(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.event() == Event.HANDED)
                .map(entry -> entry.number(0))
                .toList();
    }

    private static boolean differ(List<Integer> numbers) {
        return new TreeSet<>(numbers).size() == numbers.size();
    }
}
