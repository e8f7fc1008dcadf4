/** An application that requires nothing but the embedded backends. */
module consumer {
    requires dev.isobar.embedded;

    // Rows and bindings become records of this package.
    opens consumer to
            dev.isobar.api,
            tools.jackson.databind;
}
