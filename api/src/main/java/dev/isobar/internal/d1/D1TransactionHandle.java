package dev.isobar.internal.d1;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.internal.Refusals;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database inside a transaction. */
final class D1TransactionHandle implements D1Database {
    private final D1Executor requests;
    private final Refusals refusals;

    D1TransactionHandle(D1Executor requests, Refusals refusals) {
        this.requests = requests;
        this.refusals = refusals;
    }

    @Override
    public D1PreparedStatement prepare(String sql) {
        return new PortableD1PreparedStatement(requests, sql, List.of());
    }

    @Override
    public List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        return requests.batch(statements);
    }

    @Override
    public D1ExecResult exec(String sql) {
        return requests.exec(sql);
    }

    @Override
    public <T extends @Nullable Object> T transaction(Function<? super D1Database, ? extends T> work) {
        throw refusals.invalid("transaction", "a transaction cannot begin inside another one");
    }

    @Override
    public D1DatabaseSession withSession(@Nullable String constraintOrBookmark) {
        throw refusals.invalid("withSession", "a session cannot begin inside a transaction");
    }
}
