package dev.isobar.backend.jdbc.sqlite;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Positions of one database in the service's form; each is greater than those before, as text too. */
final class Bookmarks {
    private static final HexFormat HEX = HexFormat.of();

    private final InstantSource clock;
    private final String database = UUID.randomUUID().toString().replace("-", "");
    private final ReentrantLock lock = new ReentrantLock();
    private long millis;
    private int count;

    Bookmarks(InstantSource clock) {
        this.clock = clock;
    }

    String next() {
        lock.lock();
        try {
            millis = Math.max(millis, clock.millis());
            count++;
            return HEX.toHexDigits((int) (millis >>> 32)) + "-" + HEX.toHexDigits((int) millis) + "-"
                    + HEX.toHexDigits(count) + "-" + database;
        } finally {
            lock.unlock();
        }
    }
}
