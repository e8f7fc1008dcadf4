/** An application that requires nothing but the embedded backends. */
module consumer {
    requires dev.isobar.embedded;
}
