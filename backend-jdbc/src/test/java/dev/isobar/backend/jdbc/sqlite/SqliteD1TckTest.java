package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class SqliteD1TckTest extends D1DatabaseTck {
    @Override
    protected String backend() {
        return "sqlite";
    }

    @Override
    protected TckSubject<D1Database> open(TestClock clock) {
        return TckSubject.of(Service.D1, "memory:", clock, Env::d1);
    }
}
