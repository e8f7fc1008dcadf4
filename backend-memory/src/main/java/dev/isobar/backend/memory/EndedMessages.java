package dev.isobar.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of the messages of a queue that ended lately, so that a send that is repeated does not bring one back. They are
 * forgotten after a while, or when they are many; guarded by the queue's lock.
 */
final class EndedMessages {
    static final Duration KEPT = Duration.ofMinutes(5);
    static final int MOST = 10_000;

    private final Map<String, Instant> ended = new LinkedHashMap<>();

    void add(String id, Instant now) {
        ended.remove(id);
        ended.put(id, now);
        if (ended.size() > MOST) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    boolean contains(String id) {
        return ended.containsKey(id);
    }

    void remove(String id) {
        ended.remove(id);
    }

    /** Forgets what has been kept long enough. */
    void settleTime(Instant now) {
        Iterator<Instant> times = ended.values().iterator();
        while (times.hasNext() && !times.next().plus(KEPT).isAfter(now)) {
            times.remove();
        }
    }

    int size() {
        return ended.size();
    }
}
