import dev.isobar.backend.jdbc.JdbcBackendProvider;

/** D1 on SQLite, in a file or in memory. */
module dev.isobar.backend.jdbc {
    requires transitive dev.isobar.api;
    requires static org.jspecify;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports dev.isobar.backend.jdbc;

    provides dev.isobar.spi.BackendProvider with
            JdbcBackendProvider;
}
