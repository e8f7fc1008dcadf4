package dev.isobar.internal.d1;

import static java.util.Objects.requireNonNull;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Refusals;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** D1 over any driver: parameters, shapes of results, scripts, sessions, transactions, error texts. */
public final class PortableD1Database implements D1Database {
    private final DriverCalls calls;
    private final D1Errors errors;
    private final Refusals refusals;
    private final D1Limits limits;
    private final D1TransactionScope scope;
    private final D1TransactionBlock transactions;
    private final D1DatabaseTarget target;
    private final D1Executor requests;

    public PortableD1Database(D1Driver driver, DriverCalls calls, D1Limits limits, InstantSource clock) {
        this.calls = calls;
        this.errors = new D1Errors(calls);
        this.refusals = new Refusals(calls);
        this.limits = limits;
        this.scope = new D1TransactionScope(refusals);
        this.transactions = new D1TransactionBlock(driver, errors, refusals, limits, scope);
        this.target = new D1DatabaseTarget(driver, calls, scope, null);
        this.requests = new D1Executor(target, errors, refusals, limits);
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
        requireNonNull(work, "work");
        calls.require(Capability.D1_TRANSACTIONS, "transaction");
        scope.refuseOutside("transaction");
        return calls.intercepted("transaction", false, Map.of(), () -> transactions.<T>run(work));
    }

    @Override
    public D1DatabaseSession withSession(@Nullable String constraintOrBookmark) {
        calls.require(Capability.D1_SESSIONS, "withSession");
        String trimmed = constraintOrBookmark == null ? "" : constraintOrBookmark.strip();
        String first = trimmed.isEmpty() ? D1SessionConstraint.FIRST_UNCONSTRAINED.text() : trimmed;
        boolean bookmark = Stream.of(D1SessionConstraint.values())
                .noneMatch(constraint -> constraint.text().equals(first));
        D1Position position = new D1Position(first, bookmark ? first : null);
        return new PortableD1DatabaseSession(new D1Executor(target.in(position), errors, refusals, limits), position);
    }
}
