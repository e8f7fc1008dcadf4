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

    /** Takes a share; whoever took it closes it. Making the resources starts no thread and reaches no server. */
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
        if (leavesNobody()) {
            resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    /** Whether the share was the last one; whoever joins from now on makes resources of his own. */
    private boolean leavesNobody() {
        LOCK.lock();
        try {
            if (closed) {
                return false;
            }
            closed = true;
            shares--;
            if (shares > 0) {
                return false;
            }
            shared = null;
            return true;
        } finally {
            LOCK.unlock();
        }
    }
}
