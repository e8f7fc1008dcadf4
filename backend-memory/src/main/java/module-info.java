import dev.isobar.backend.memory.MemoryBackendProvider;

/** The bindings in the process, without a server. */
module dev.isobar.backend.memory {
    requires transitive dev.isobar.api;
    requires static org.jspecify;

    exports dev.isobar.backend.memory;

    provides dev.isobar.spi.BackendProvider with
            MemoryBackendProvider;
}
