package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.D1Driver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A D1 driver over a good one; subclasses break one thing. */
class D1Over implements D1Driver {
    final D1Driver good;

    D1Over(D1Driver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception {
        return good.execute(statements, position);
    }

    @Override
    public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
        return good.stream(statement, position);
    }

    @Override
    public D1Transaction begin() throws Exception {
        return new InTransaction(good.begin());
    }

    /** A transaction over a good one. */
    static class InTransaction implements D1Transaction {
        final D1Transaction good;

        InTransaction(D1Transaction good) {
            this.good = good;
        }

        @Override
        public List<D1Rows> execute(List<D1Statement> statements) throws Exception {
            return good.execute(statements);
        }

        @Override
        public void commit() throws Exception {
            good.commit();
        }

        @Override
        public void rollback() throws Exception {
            good.rollback();
        }
    }

    /** Rows over good ones. */
    static class Rows implements D1Cursor {
        final D1Cursor good;

        Rows(D1Cursor good) {
            this.good = good;
        }

        @Override
        public List<String> columns() {
            return good.columns();
        }

        @Override
        public @Nullable String bookmark() {
            return good.bookmark();
        }

        @Override
        public @Nullable List<@Nullable Object> next() throws Exception {
            return good.next();
        }

        @Override
        public void close() throws Exception {
            good.close();
        }
    }
}
