package dev.isobar.backend.memory;

import dev.isobar.error.Service;
import dev.isobar.tck.EnvLifecycleTck;
import java.util.Map;

class MemoryEnvLifecycleTckTest extends EnvLifecycleTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected Map<Service, String> urls() {
        String url = "memory:";
        return Map.of(Service.AI, url, Service.KV, url, Service.QUEUES, url, Service.R2, url, Service.VECTORIZE, url);
    }
}
