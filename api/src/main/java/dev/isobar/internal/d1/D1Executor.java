package dev.isobar.internal.d1;

import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Utf8;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Answer;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends statements to the driver, inside one session or outside of any, and says what failed. */
final class D1Executor {
    private final D1Driver driver;
    private final DriverCalls calls;
    private final D1Limits limits;
    private final @Nullable D1Position session;

    D1Executor(D1Driver driver, DriverCalls calls, D1Limits limits, @Nullable D1Position session) {
        this.driver = driver;
        this.calls = calls;
        this.limits = limits;
        this.session = session;
    }

    List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        List<D1Statement> requests = new ArrayList<>(statements.size());
        for (D1PreparedStatement statement : statements) {
            if (!(java.util.Objects.requireNonNull(statement) instanceof PortableD1PreparedStatement prepared)) {
                throw invalid(
                        "batch",
                        "a batch takes the statements of prepare and bind, not "
                                + statement.getClass().getName());
            }
            requests.add(prepared.statement());
        }
        return send("batch", requests).stream().map(D1Results::result).toList();
    }

    /** Runs statements in one transaction; blank ones are left out. */
    List<D1Rows> send(String operation, List<D1Statement> statements) {
        List<D1Statement> there = statements.stream()
                .filter(statement -> !statement.sql().isBlank())
                .toList();
        if (there.isEmpty()) {
            throw error(operation, new D1Failure("No SQL statements detected."));
        }
        there.forEach(statement -> checkSize(operation, statement));
        D1Answer answer = calls.call(
                operation, readOnly(there), Map.of("statements", there.size()), () -> execute(operation, there));
        if (session != null) {
            session.reached(answer.bookmark());
        }
        return answer.results();
    }

    private D1Answer execute(String operation, List<D1Statement> statements) throws Exception {
        try {
            return driver.execute(statements, session == null ? null : session.next());
        } catch (D1Failure failed) {
            throw error(operation, failed);
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

    private void checkSize(String operation, D1Statement statement) {
        if (longer(statement.sql(), limits.sqlBytes())) {
            throw error(operation, tooBig("statement too long"));
        }
        for (Object value : statement.parameters()) {
            if ((value instanceof byte[] bytes && bytes.length > limits.valueBytes())
                    || (value instanceof String text && longer(text, limits.valueBytes()))) {
                throw error(operation, tooBig("string or blob too big"));
            }
        }
    }

    private static boolean longer(String text, int bytes) {
        if (text.length() <= bytes / 3) {
            return false;
        }
        int length = Utf8.length(text);
        return (length < 0 ? 3L * text.length() : length) > bytes;
    }

    private static D1Failure tooBig(String text) {
        return new D1Failure(text + ": SQLITE_TOOBIG", "SQLITE_TOOBIG", null, null);
    }

    D1Exception error(String operation, D1Failure failure) {
        return error(operation, "D1_ERROR", failure.text(), failure);
    }

    D1Exception error(String operation, String code, String text, D1Failure cause) {
        return new D1Exception(calls.site(operation), code, text, cause.code(), cause.extendedCode(), cause);
    }

    InvalidRequestException invalid(String operation, String message) {
        return new InvalidRequestException(calls.site(operation), null, message, null);
    }
}
