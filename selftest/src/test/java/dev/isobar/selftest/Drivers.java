package dev.isobar.selftest;

import dev.isobar.backend.memory.MemoryBackendProvider;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import java.time.InstantSource;
import java.util.Map;

/** The good drivers under the broken ones. */
final class Drivers {
    static final BindingTarget TARGET = new BindingTarget("SUBJECT", null);

    private Drivers() {}

    static Backend memory(InstantSource clock) {
        return memory(clock, Map.of());
    }

    static Backend memory(InstantSource clock, Map<String, String> settings) {
        return new MemoryBackendProvider().open(new BackendConfig("memory", "", settings, clock));
    }
}
