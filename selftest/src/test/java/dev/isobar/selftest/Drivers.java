package dev.isobar.selftest;

import dev.isobar.backend.memory.MemoryBackendProvider;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Settings;
import java.time.InstantSource;
import java.util.Map;

/** The good drivers under the broken ones. */
final class Drivers {
    static final BindingTarget TARGET = new BindingTarget("SUBJECT", null);

    private Drivers() {}

    /** The same store, used with settings. */
    static BindingTarget target(Map<String, String> settings) {
        return new BindingTarget(TARGET.binding(), null, Settings.of("memory", settings));
    }

    static Backend memory(InstantSource clock) {
        return new MemoryBackendProvider()
                .open(BackendConfig.of("memory", "", Map.of()).withClock(clock));
    }
}
