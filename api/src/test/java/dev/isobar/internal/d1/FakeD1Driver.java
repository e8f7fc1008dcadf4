package dev.isobar.internal.d1;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1Meta;
import dev.isobar.error.D1Reason;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Failure;
import dev.isobar.spi.Failure;
import dev.isobar.spi.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what a test wants, and keeps what it was asked. */
final class FakeD1Driver implements D1Driver {
    /** What was asked for, in order. */
    final List<List<D1Statement>> executed = new ArrayList<>();

    final List<@Nullable String> positions = new ArrayList<>();

    /** What each statement answers. */
    D1Rows rows = rows(List.of(), List.of());

    @Nullable
    String bookmark;

    /** A part of the statements that fail. */
    @Nullable
    String refused;

    /** What each statement answers once one has failed. */
    @Nullable
    D1Rows afterRefusal;

    /** How many of the next calls fail after they were sent. */
    int cut;

    static D1Rows rows(List<String> columns, List<List<@Nullable Object>> rows) {
        return new D1Rows(columns, rows, new D1Meta("fake", Duration.ofMillis(3), 0, 0, false, 0, 0, 0, Map.of()));
    }

    D1Database database(D1Limits limits, Interceptor... interceptors) {
        DriverCalls calls = new DriverCalls(Service.D1, "DB", this, List.of(interceptors));
        return new PortableD1Database(this, calls, limits, InstantSource.system());
    }

    D1Database database(Interceptor... interceptors) {
        return database(D1Limits.CLOUDFLARE, interceptors);
    }

    /** The texts of all statements of the last call. */
    List<String> lastSql() {
        return executed.get(executed.size() - 1).stream().map(D1Statement::sql).toList();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Capability.D1_SESSIONS, Capability.D1_TRANSACTIONS);
    }

    @Override
    public Failure classify(Throwable thrown) {
        return thrown instanceof IOException ? Failure.UNAVAILABLE : Failure.UNEXPECTED;
    }

    private D1Answer asked(List<D1Statement> statements, @Nullable String position) throws IOException {
        executed.add(statements);
        positions.add(position);
        if (cut > 0) {
            cut--;
            throw new IOException("cut");
        }
        String part = refused;
        if (part != null
                && statements.stream().anyMatch(statement -> statement.sql().contains(part))) {
            rows = afterRefusal == null ? rows : afterRefusal;
            throw new D1Failure("no " + part + ": SQLITE_ERROR", D1Reason.ofSqlite("SQLITE_ERROR", null), null);
        }
        return new D1Answer(statements.stream().map(statement -> rows).toList(), bookmark);
    }

    @Override
    public D1Answer execute(List<D1Statement> statements, @Nullable String position) throws IOException {
        return asked(statements, position);
    }

    @Override
    public D1Cursor stream(D1Statement statement, @Nullable String position) throws IOException {
        return asked(List.of(statement), position).cursor();
    }

    @Override
    public D1Transaction begin() {
        return new D1Transaction() {
            @Override
            public List<D1Rows> execute(List<D1Statement> statements) throws IOException {
                return asked(statements, null).results();
            }

            @Override
            public void commit() {}

            @Override
            public void rollback() {}
        };
    }
}
