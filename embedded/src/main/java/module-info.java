/** One module to require for the backends that run in the process. */
module dev.isobar.embedded {
    requires transitive dev.isobar.api;
    requires dev.isobar.backend.jdbc;
    requires transitive dev.isobar.backend.memory;
}
