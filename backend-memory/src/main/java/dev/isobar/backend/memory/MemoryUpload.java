package dev.isobar.backend.memory;

import dev.isobar.r2.R2ListedPart;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Driver.R2PartListing;
import dev.isobar.spi.R2Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An open multipart upload: its parts by number, until it is finished. */
final class MemoryUpload {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Integer, Stored> parts = new TreeMap<>();
    private final R2Facts facts;
    private final Instant initiated;
    private final Instant begun;
    private boolean finished;

    private record Stored(R2ListedPart part, MemoryBytes bytes) {
        Part chosen() {
            return new Part(part.partNumber(), part.etag(), part.size());
        }
    }

    /** The parts that were chosen, in order, and their bytes. */
    record Chosen(List<Part> parts, MemoryBytes bytes) {}

    /** Takes when it was initiated, for people, and when it was begun by the clock that measures its age. */
    MemoryUpload(R2Facts facts, Instant initiated, Instant begun) {
        this.facts = facts;
        this.initiated = initiated;
        this.begun = begun;
    }

    Instant begun() {
        return begun;
    }

    Instant initiated() {
        return initiated;
    }

    R2Facts facts() {
        return facts;
    }

    /** Adds a part; false if the upload is finished. */
    boolean add(R2ListedPart part, MemoryBytes bytes) {
        lock.lock();
        try {
            if (!finished) {
                parts.put(part.partNumber(), new Stored(part, bytes));
            }
            return !finished;
        } finally {
            lock.unlock();
        }
    }

    /** Chooses the parts and finishes the upload; null if it is finished already. */
    @Nullable
    Chosen finish(R2Assembly assembly) {
        lock.lock();
        try {
            if (finished) {
                return null;
            }
            List<Part> chosen =
                    assembly.choose(parts.values().stream().map(Stored::chosen).toList());
            List<MemoryBytes> bytes = new ArrayList<>(chosen.size());
            for (Part part : chosen) {
                Stored stored = parts.get(part.partNumber());
                if (stored != null) {
                    bytes.add(stored.bytes());
                }
            }
            finished = true;
            return new Chosen(chosen, MemoryBytes.joined(bytes));
        } finally {
            lock.unlock();
        }
    }

    /** Lists parts by number; null if the upload is finished. */
    @Nullable
    R2PartListing list(int after, int limit) {
        lock.lock();
        try {
            if (finished) {
                return null;
            }
            List<R2ListedPart> following = parts.tailMap(after, false).values().stream()
                    .map(Stored::part)
                    .limit(limit + 1L)
                    .toList();
            boolean truncated = following.size() > limit;
            return new R2PartListing(truncated ? following.subList(0, limit) : following, truncated);
        } finally {
            lock.unlock();
        }
    }

    /** Drops the parts. */
    void abort() {
        lock.lock();
        try {
            finished = true;
            parts.clear();
        } finally {
            lock.unlock();
        }
    }
}
