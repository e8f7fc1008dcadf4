package dev.isobar.backend.memory;

import dev.isobar.tck.EnvTck;

class MemoryEnvTckTest extends EnvTck {
    @Override
    protected String backend() {
        return "memory";
    }
}
