import author.starter.StarterBackendProvider;

/** A backend for Isobar. */
module author.starter {
    requires transitive dev.isobar.api;
    requires static org.jspecify;

    exports author.starter;

    provides dev.isobar.spi.BackendProvider with
            StarterBackendProvider;
}
