package dev.isobar.backend.redis;

import dev.isobar.tck.ConsumerSubject;
import dev.isobar.tck.ConsumerTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisPartedConsumerTckTest extends ConsumerTck {
    @Override
    protected String backend() {
        return "redis-parted";
    }

    @Override
    protected TckSubject<ConsumerSubject> open(TestClock clock) {
        return ConsumerSubject.of(
                TestServers.single() + "?prefix=" + TestServers.PREFIX + "{unique}:&partitions=4", clock);
    }
}
