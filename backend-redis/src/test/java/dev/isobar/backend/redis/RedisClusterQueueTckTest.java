package dev.isobar.backend.redis;

import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisClusterQueueTckTest extends QueueTck {
    @Override
    protected String backend() {
        return "redis-cluster";
    }

    @Override
    protected TckSubject<QueueSubject> open(TestClock clock) {
        return EnvQueueSubject.of(TestServers.cluster() + "?prefix=" + TestServers.PREFIX + "{unique}:", clock);
    }
}
