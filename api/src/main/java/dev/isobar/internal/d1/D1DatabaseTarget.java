package dev.isobar.internal.d1;

import dev.isobar.internal.DriverCall;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Answer;
import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each call is one of the driver's, inside one session or outside of any. */
final class D1DatabaseTarget implements D1Target {
    private final D1Driver driver;
    private final DriverCalls calls;
    private final D1Errors errors;
    private final D1TransactionScope scope;
    private final @Nullable D1Position session;

    D1DatabaseTarget(D1Driver driver, DriverCalls calls, D1TransactionScope scope, @Nullable D1Position session) {
        this.driver = driver;
        this.calls = calls;
        this.errors = new D1Errors(calls);
        this.scope = scope;
        this.session = session;
    }

    D1DatabaseTarget in(D1Position position) {
        return new D1DatabaseTarget(driver, calls, scope, position);
    }

    @Override
    public List<D1Rows> execute(String operation, List<D1Statement> statements) {
        D1Answer answer = call(operation, statements, () -> driver.execute(statements, position()));
        reached(answer.bookmark());
        return answer.results();
    }

    @Override
    public D1Cursor stream(String operation, D1Statement statement) {
        D1Cursor cursor = call(operation, List.of(statement), () -> driver.stream(statement, position()));
        reached(cursor.bookmark());
        return cursor;
    }

    private <T> T call(String operation, List<D1Statement> statements, DriverCall<T> call) {
        Map<String, Object> attributes = Map.of("statements", statements.size());
        DriverCall<T> failing = () -> errors.failing(operation, call);
        return readOnly(statements)
                ? calls.read(operation, attributes, failing)
                : calls.call(operation, false, attributes, failing);
    }

    @Override
    public void check(String operation) {
        scope.refuseOutside(operation);
    }

    private @Nullable String position() {
        return session == null ? null : session.next();
    }

    private void reached(@Nullable String bookmark) {
        if (session != null) {
            session.reached(bookmark);
        }
    }

    /** Whether a repetition is harmless for sure: one plain SELECT. */
    private static boolean readOnly(List<D1Statement> statements) {
        String sql = statements.get(0).sql().strip();
        int semicolon = sql.indexOf(';');
        return statements.size() == 1
                && sql.regionMatches(true, 0, "select", 0, 6)
                && (semicolon < 0 || semicolon == sql.length() - 1);
    }
}
