package dev.isobar.backend.memory;

import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An open multipart upload: its parts by number, until it is finished. */
final class MemoryUpload {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Integer, Stored> parts = new TreeMap<>();
    private final String key;
    private final R2Facts facts;
    private boolean finished;

    private record Stored(Part part, MemoryBytes bytes) {}

    /** The parts that were chosen, in order, and their bytes. */
    record Chosen(List<Part> parts, MemoryBytes bytes) {}

    MemoryUpload(String key, R2Facts facts) {
        this.key = key;
        this.facts = facts;
    }

    boolean isFor(String wanted) {
        return key.equals(wanted);
    }

    R2Facts facts() {
        return facts;
    }

    /** Adds a part; false if the upload is finished. */
    boolean add(Part part, MemoryBytes bytes) {
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
                    assembly.choose(parts.values().stream().map(Stored::part).toList());
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
