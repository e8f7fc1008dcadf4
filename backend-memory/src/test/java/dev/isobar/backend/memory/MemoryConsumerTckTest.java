package dev.isobar.backend.memory;

import dev.isobar.tck.ConsumerSubject;
import dev.isobar.tck.ConsumerTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class MemoryConsumerTckTest extends ConsumerTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<ConsumerSubject> open(TestClock clock) {
        return ConsumerSubject.of("memory:", clock);
    }
}
