package dev.isobar.selftest.chaos;

/** A body. One that is broken cannot be read: making it fails with an error that a linker would throw. */
record Job(int number, boolean broken) {
    Job {
        if (broken) {
            throw new NoClassDefFoundError("chaos");
        }
    }
}
