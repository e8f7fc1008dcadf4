package dev.isobar.backend.redis;

import dev.isobar.tck.ConsumerSubject;
import dev.isobar.tck.ConsumerTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisClusterConsumerTckTest extends ConsumerTck {
    @Override
    protected String backend() {
        return "redis-cluster";
    }

    @Override
    protected TckSubject<ConsumerSubject> open(TestClock clock) {
        return ConsumerSubject.of(TestServers.cluster() + "?prefix=" + TestServers.PREFIX + "{unique}:", clock);
    }
}
