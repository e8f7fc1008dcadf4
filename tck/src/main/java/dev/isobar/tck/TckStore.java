package dev.isobar.tck;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What the kit knows of the store under a subject, beyond its binding. Rules that need more than is known are skipped.
 *
 * @param url the URL by which another process opens the same store; empty if none can, as for drivers that are given and
 *     for stores inside a process
 * @param clock the time by which the store ends entries, if it does not follow the clock that it was opened with
 * @param stored counts what takes up room in the store: rows, keys or files, those of ended entries included; empty if
 *     nothing can count them
 * @since 0.1.0
 */
public record TckStore(Optional<String> url, InstantSource clock, Optional<LongSupplier> stored) {
    /** Nothing is known: no process reaches the store, its clock is this machine's, and nothing counts. */
    static final TckStore UNKNOWN = new TckStore(Optional.empty(), InstantSource.system(), Optional.empty());

    TckStore withUrl(Optional<String> known) {
        return new TckStore(known, clock, stored);
    }

    TckStore withClock(InstantSource known) {
        return new TckStore(url, known, stored);
    }

    TckStore withStored(LongSupplier known) {
        return new TckStore(url, clock, Optional.of(known));
    }
}
