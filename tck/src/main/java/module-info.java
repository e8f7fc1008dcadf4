/** The compatibility test kit. */
module dev.isobar.tck {
    requires transitive dev.isobar.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.isobar.tck;

    opens dev.isobar.tck to
            org.junit.platform.commons;
}
