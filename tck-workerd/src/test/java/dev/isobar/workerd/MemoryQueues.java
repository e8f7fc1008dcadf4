package dev.isobar.workerd;

import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

/** The backend that is compared with the runtime. */
final class MemoryQueues extends QueueTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<QueueSubject> open(TestClock clock) {
        return EnvQueueSubject.of("memory:", clock);
    }
}
