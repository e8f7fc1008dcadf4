/** The six bindings, their configuration, and what a backend author implements. */
module dev.isobar.api {
    requires static transitive org.jspecify;
    requires transitive tools.jackson.core;
    requires transitive tools.jackson.databind;
    requires tools.jackson.dataformat.toml;

    exports dev.isobar;
    exports dev.isobar.ai;
    exports dev.isobar.d1;
    exports dev.isobar.d1.migrations;
    exports dev.isobar.error;
    exports dev.isobar.intercept;
    exports dev.isobar.kv;
    exports dev.isobar.queue;
    exports dev.isobar.r2;
    exports dev.isobar.spi;
    exports dev.isobar.spi.support;
    exports dev.isobar.vectorize;

    uses dev.isobar.spi.BackendProvider;
}
