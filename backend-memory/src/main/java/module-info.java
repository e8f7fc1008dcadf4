import dev.isobar.backend.memory.MemoryBackendProvider;

/** The bindings in the process, without a server. */
module dev.isobar.backend.memory {
    requires dev.isobar.api;
    requires static org.jspecify;

    provides dev.isobar.spi.BackendProvider with
            MemoryBackendProvider;
}
