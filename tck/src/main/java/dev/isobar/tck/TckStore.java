package dev.isobar.tck;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the kit knows of the store under a subject, beyond its binding. Rules that need more than is known are skipped.
 *
 * @param url the URL by which another process opens the same store; empty if none can, as for drivers that are given and
 *     for stores inside a process
 * @param clock the time by which the store ends entries, if it does not follow the clock that it was opened with
 * @param remaining counts what the backend holds now, by name, what has ended included; empty if nobody can tell
 * @param patience the longest time that the backend may take to free what is not needed any more
 * @since 0.1.0
 */
public record TckStore(
        Optional<String> url, InstantSource clock, Optional<Supplier<Map<String, Long>>> remaining, Duration patience) {
    /** How long a backend may take to free what is not needed any more, unless it says otherwise. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The name under which rows, keys or files with values are counted. */
    static final String ENTRIES = "entries";

    /** Nothing is known: no process reaches the store, its clock is this machine's, and nothing counts. */
    static final TckStore UNKNOWN = new TckStore(Optional.empty(), InstantSource.system(), Optional.empty(), PATIENCE);

    TckStore withUrl(Optional<String> known) {
        return new TckStore(known, clock, remaining, patience);
    }

    TckStore withClock(InstantSource known) {
        return new TckStore(url, known, remaining, patience);
    }

    TckStore withRemaining(Supplier<Map<String, Long>> known, Duration within) {
        return new TckStore(url, clock, Optional.of(known), within);
    }

    /** Counts entries, what has expired included; empty if these are not among what is counted. */
    Optional<LongSupplier> stored() {
        return remaining
                .filter(counts -> counts.get().containsKey(ENTRIES))
                .map(counts -> () -> counts.get().getOrDefault(ENTRIES, 0L));
    }
}
