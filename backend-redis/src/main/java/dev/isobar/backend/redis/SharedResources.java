package dev.isobar.backend.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads and timers of the client, one set for all environments of the process: they are made for the first one
 * that opens and end with the last one that closes.
 */
final class SharedResources implements AutoCloseable {
    /** The client's own is 30 seconds: after a long absence a server would be missed for as long. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private static final SharedResources SHARED = new SharedResources();

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ClientResources resources;
    private int users;

    private SharedResources() {}

    /** Joins the users; each closes once. */
    static SharedResources join() {
        SHARED.lock.lock();
        try {
            if (SHARED.users++ == 0) {
                SHARED.resources = DefaultClientResources.builder()
                        .reconnectDelay(Delay.fullJitter(Duration.ZERO, LONGEST_DELAY, 1, TimeUnit.MILLISECONDS))
                        .build();
            }
            return SHARED;
        } finally {
            SHARED.lock.unlock();
        }
    }

    ClientResources resources() {
        if (resources == null) {
            throw new IllegalStateException("nobody uses the resources");
        }
        return resources;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (--users == 0 && resources != null) {
                resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
                resources = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
