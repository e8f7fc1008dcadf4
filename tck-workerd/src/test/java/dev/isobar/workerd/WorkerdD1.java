package dev.isobar.workerd;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A D1 binding inside the runtime. */
final class WorkerdD1 implements D1Database {
    private final D1Calls calls;

    WorkerdD1(Bridge bridge) {
        this.calls = new D1Calls(bridge, null);
    }

    @Override
    public D1PreparedStatement prepare(String sql) {
        return new WorkerdD1Statement(calls, Objects.requireNonNull(sql), List.of());
    }

    @Override
    public List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        return calls.batch(statements);
    }

    @Override
    public D1ExecResult exec(String sql) {
        Map<String, @Nullable Object> result = D1Calls.members(calls.call("exec", Objects.requireNonNull(sql)));
        return new D1ExecResult((int) D1Calls.number(result.get("count")), D1Calls.millis(result.get("duration")));
    }

    @Override
    public D1DatabaseSession withSession(@Nullable String constraintOrBookmark) {
        return new Session(calls.in(constraintOrBookmark));
    }

    /** A session that is kept inside the runtime. */
    private record Session(D1Calls calls) implements D1DatabaseSession {
        @Override
        public D1PreparedStatement prepare(String sql) {
            return new WorkerdD1Statement(calls, Objects.requireNonNull(sql), List.of());
        }

        @Override
        public List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
            return calls.batch(statements);
        }

        @Override
        public @Nullable String getBookmark() {
            return (String) calls.call("getBookmark");
        }
    }
}
