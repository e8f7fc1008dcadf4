package dev.isobar.internal.d1;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.error.D1Exception;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** D1 over any driver: parameters, shapes of results, scripts, sessions, error texts. */
public final class PortableD1Database implements D1Database {
    private final D1Driver driver;
    private final DriverCalls calls;
    private final D1Limits limits;
    private final D1Executor requests;

    public PortableD1Database(D1Driver driver, DriverCalls calls, D1Limits limits, InstantSource clock) {
        this.driver = driver;
        this.calls = calls;
        this.limits = limits;
        this.requests = new D1Executor(driver, calls, limits, null);
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
        List<String> lines = List.of(sql.strip().split("\n", -1));
        try {
            List<D1Rows> results = requests.send(
                    "exec",
                    lines.stream().map(line -> new D1Statement(line, List.of())).toList());
            Duration duration =
                    results.stream().map(rows -> rows.meta().duration()).reduce(Duration.ZERO, Duration::plus);
            return new D1ExecResult(results.size(), duration);
        } catch (D1Exception failed) {
            throw scriptError(lines.get(0), failed);
        }
    }

    /** The line is always the first: a script is one call, whose failure does not say where it happened. */
    private D1Exception scriptError(String line, D1Exception failed) {
        String text = "Error in line 1: " + line + ": " + withoutCode(failed);
        D1Failure cause = new D1Failure(text, failed.sqliteCode(), failed.extendedCode(), failed.getCause());
        return requests.error("exec", "D1_EXEC_ERROR", text, cause);
    }

    private static String withoutCode(D1Exception failed) {
        return String.valueOf(failed.getMessage()).replaceFirst("^D1_ERROR: ", "");
    }

    @Override
    public D1DatabaseSession withSession(@Nullable String constraintOrBookmark) {
        calls.require(Capability.D1_SESSIONS, "withSession");
        String trimmed = constraintOrBookmark == null ? "" : constraintOrBookmark.strip();
        String first = trimmed.isEmpty() ? D1SessionConstraint.FIRST_UNCONSTRAINED.text() : trimmed;
        boolean bookmark = Stream.of(D1SessionConstraint.values())
                .noneMatch(constraint -> constraint.text().equals(first));
        D1Position position = new D1Position(first, bookmark ? first : null);
        return new PortableD1DatabaseSession(new D1Executor(driver, calls, limits, position), position);
    }
}
