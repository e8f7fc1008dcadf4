package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1Meta;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Constraint;
import dev.isobar.error.D1Exception;
import dev.isobar.error.D1Reason;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Failure;
import dev.isobar.spi.Failure;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the portable class makes of what a driver does. */
class PortableD1DatabaseTest {
    private final List<String> done = new ArrayList<>();
    private final List<Operation> seen = new ArrayList<>();
    private @Nullable Exception failure;

    private final class Fake implements D1Driver {
        private final Capabilities capabilities;

        Fake(Capability... capabilities) {
            this.capabilities = Capabilities.of(capabilities);
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public Failure classify(Throwable thrown) {
            return thrown instanceof IOException ? Failure.UNAVAILABLE : Failure.UNEXPECTED;
        }

        @Override
        public D1Answer execute(List<D1Statement> statements, @Nullable String position) {
            done.add("execute " + statements.get(0).sql());
            return new D1Answer(List.of(ROWS), null);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) {
            return new D1Cursor() {
                private int read;

                @Override
                public List<String> columns() {
                    return List.of("a");
                }

                @Override
                public @Nullable String bookmark() {
                    return null;
                }

                @Override
                public @Nullable List<@Nullable Object> next() throws Exception {
                    if (failure != null && read == 1) {
                        throw failure;
                    }
                    return read++ < 3 ? List.<@Nullable Object>of((long) read) : null;
                }

                @Override
                public void close() {
                    done.add("close");
                }
            };
        }

        @Override
        public D1Transaction begin() {
            done.add("begin");
            return new D1Transaction() {
                @Override
                public List<D1Rows> execute(List<D1Statement> statements) {
                    done.add("inside " + statements.get(0).sql());
                    return List.of(ROWS);
                }

                @Override
                public void commit() throws Exception {
                    done.add("commit");
                    if (failure != null) {
                        throw failure;
                    }
                }

                @Override
                public void rollback() throws Exception {
                    done.add("rollback");
                    if (failure != null) {
                        throw failure;
                    }
                }
            };
        }
    }

    private static final D1Driver.D1Rows ROWS = new D1Driver.D1Rows(
            List.of(), List.of(), new D1Meta("fake", Duration.ZERO, 0, 0, false, 0, 0, 0, Map.of()));

    private D1Database database(Capability... capabilities) {
        Interceptor observer = new Interceptor() {
            @Override
            public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
                seen.add(operation);
                return call.get();
            }
        };
        Fake driver = new Fake(capabilities);
        DriverCalls calls = new DriverCalls(Service.D1, "DB", driver, List.of(observer));
        return new PortableD1Database(driver, calls, D1Limits.CLOUDFLARE, InstantSource.system());
    }

    @Test
    void interceptsATransactionAsOneCall() {
        database(Capability.D1_TRANSACTIONS).transaction(tx -> {
            tx.prepare("select 1").run();
            return tx.exec("select 2");
        });

        assertEquals(List.of("begin", "inside select 1", "inside select 2", "commit"), done);
        assertEquals(1, seen.size());
        assertEquals("transaction", seen.get(0).name());
        assertFalse(seen.get(0).idempotent());
    }

    @Test
    void passesOnWhatABlockThrows() {
        RuntimeException thrown = new IllegalStateException("mine");
        failure = new IOException("cut");

        RuntimeException caught = assertThrows(RuntimeException.class, () -> database(Capability.D1_TRANSACTIONS)
                .transaction(tx -> {
                    throw thrown;
                }));

        assertSame(thrown, caught);
        assertEquals(UnavailableException.class, thrown.getSuppressed()[0].getClass());
        assertEquals(List.of("begin", "rollback"), done);
    }

    @Test
    void translatesAFailedCommitAndRollsBack() {
        failure = new D1Failure("held", D1Reason.ofState("23503", D1Constraint.FOREIGN_KEY), null);

        D1Exception failed = assertThrows(
                D1Exception.class, () -> database(Capability.D1_TRANSACTIONS).transaction(tx -> 1));

        assertEquals("D1_ERROR: held", failed.getMessage());
        assertEquals(D1Constraint.FOREIGN_KEY, failed.constraint());
        assertEquals("transaction", failed.operation());
        assertEquals(List.of("begin", "commit", "rollback"), done);
    }

    @Test
    void leavesTheThreadFreeAfterATransaction() {
        D1Database database = database(Capability.D1_TRANSACTIONS);
        assertThrows(
                IllegalStateException.class,
                () -> database.transaction(tx -> {
                    throw new IllegalStateException();
                }));

        database.prepare("select 1").run();

        assertEquals("execute select 1", done.get(done.size() - 1));
    }

    @Test
    void asksNoDriverWithoutTransactions() {
        assertThrows(UnsupportedCapabilityException.class, () -> database().transaction(tx -> 1));

        assertEquals(List.of(), done);
    }

    @Test
    void translatesAnErrorAtARowAndEndsTheCursor() {
        failure = new IOException("cut");

        try (Stream<D1Row> rows = database().prepare("select a").stream()) {
            assertThrows(UnavailableException.class, rows::count);
            assertEquals(List.of("close"), done);
        }
        assertEquals("stream", seen.get(0).name());
    }

    @Test
    void endsTheCursorAtTheLastRow() {
        Stream<D1Row> rows = database().prepare("select a").stream();

        assertEquals(List.of(1L, 2L, 3L), rows.map(row -> row.getLong("a")).toList());
        assertEquals(List.of("close"), done);
    }

    @Test
    void endsTheCursorWithTheStream() {
        try (Stream<D1Row> rows = database().prepare("select a").stream()) {
            assertEquals(1L, rows.findFirst().orElseThrow().getLong("a"));
            assertEquals(List.of(), done);
        }

        assertEquals(List.of("close"), done);
    }

    @Test
    void showsNoParameter() {
        D1PreparedStatement statement = database().prepare("select ?").bind("hunter2");

        assertFalse(statement.toString().contains("hunter2"));
        assertFalse(new D1Driver.D1Statement(statement.sql(), statement.parameters())
                .toString()
                .contains("hunter2"));
    }
}
