package dev.isobar.internal.d1;

import dev.isobar.internal.Refusals;

/** Knows whether the current thread is in a transaction of one database, whose other calls it would wait for or miss. */
final class D1TransactionScope {
    private final Refusals refusals;
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    D1TransactionScope(Refusals refusals) {
        this.refusals = refusals;
    }

    void enter() {
        inside.set(true);
    }

    void leave() {
        inside.remove();
    }

    void refuseOutside(String operation) {
        if (inside.get() != null) {
            throw refusals.invalid(
                    operation,
                    "this thread is in a transaction of the database; use the database that the block was given");
        }
    }
}
