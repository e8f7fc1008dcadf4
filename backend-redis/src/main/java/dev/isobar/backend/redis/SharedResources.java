package dev.isobar.backend.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A share in the threads and timers of the client, of which there is one set for all environments of the process: it is
 * made for the first share and ends with the last one that is closed.
 */
final class SharedResources implements AutoCloseable {
    /** The client's own is 30 seconds: after a long absence a server would be missed for as long. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int shares;
    private static @Nullable ClientResources shared;

    private final ClientResources resources;
    private boolean closed;

    private SharedResources(ClientResources resources) {
        this.resources = resources;
    }

    /** Takes a share; whoever took it closes it. */
    static SharedResources join() {
        LOCK.lock();
        try {
            ClientResources known = shared;
            if (known == null) {
                known = DefaultClientResources.builder()
                        .reconnectDelay(Delay.fullJitter(Duration.ZERO, LONGEST_DELAY, 1, TimeUnit.MILLISECONDS))
                        .build();
                shared = known;
            }
            shares++;
            return new SharedResources(known);
        } finally {
            LOCK.unlock();
        }
    }

    ClientResources resources() {
        return resources;
    }

    /** Gives the share back, once: a second call must not take the resources away from other environments. */
    @Override
    public void close() {
        LOCK.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (--shares == 0) {
                shared = null;
                resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
            }
        } finally {
            LOCK.unlock();
        }
    }
}
