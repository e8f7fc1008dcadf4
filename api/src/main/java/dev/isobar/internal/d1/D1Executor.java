package dev.isobar.internal.d1;

import static java.util.Objects.requireNonNull;

import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.D1Reason;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.Utf8;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends statements within the limits to where they run, and says what failed. */
final class D1Executor {
    private final D1Target target;
    private final D1Errors errors;
    private final Refusals refusals;
    private final D1Limits limits;

    D1Executor(D1Target target, D1Errors errors, Refusals refusals, D1Limits limits) {
        this.target = target;
        this.errors = errors;
        this.refusals = refusals;
        this.limits = limits;
    }

    D1Errors errors() {
        return errors;
    }

    Refusals refusals() {
        return refusals;
    }

    List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        List<D1Statement> requests =
                new ArrayList<>(requireNonNull(statements, "statements").size());
        for (D1PreparedStatement statement : statements) {
            requests.add(
                    statement instanceof PortableD1PreparedStatement prepared
                            ? prepared.statement()
                            : read(statement, requests.size()));
        }
        return send("batch", requests).stream().map(D1Results::result).toList();
    }

    /** What a decorator or a fake wants to run. */
    private D1Statement read(D1PreparedStatement statement, int index) {
        try {
            return new D1Statement(
                    statement.sql(), D1Parameters.of(statement.parameters().toArray()));
        } catch (D1Failure refused) {
            throw errors.error("batch", "D1_TYPE_ERROR", refused.text(), refused.ofStatement(index));
        }
    }

    D1ExecResult exec(String sql) {
        List<String> lines = List.of(strip(requireNonNull(sql, "sql")).split("\n", -1));
        try {
            List<D1Rows> results = send(
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
        return errors.error("exec", "D1_EXEC_ERROR", text, new D1Failure(text, failed.reason(), failed.getCause()));
    }

    private static String withoutCode(D1Exception failed) {
        return String.valueOf(failed.getMessage()).replaceFirst("^D1_ERROR: ", "");
    }

    /** Runs statements in one transaction; those that say nothing are left out (D1-PREP-03). */
    List<D1Rows> send(String operation, List<D1Statement> statements) {
        int[] places = places(operation, statements);
        try {
            return target.execute(operation, checked(operation, statements, places));
        } catch (D1Exception failed) {
            Integer sent = failed.statement();
            if (sent == null || places[sent] == sent) {
                throw failed;
            }
            D1Reason reason = failed.reason().withStatement(places[sent]);
            throw errors.error(operation, new D1Failure(withoutCode(failed), reason, failed.getCause()));
        }
    }

    Stream<D1Row> stream(String operation, D1Statement statement) {
        List<D1Statement> one = List.of(statement);
        List<D1Statement> checked = checked(operation, one, places(operation, one));
        return D1RowStream.of(target.stream(operation, checked.get(0)), errors, operation);
    }

    /** Where the statements are that say something. */
    private int[] places(String operation, List<D1Statement> statements) {
        target.check(operation);
        int[] places = IntStream.range(0, statements.size())
                .filter(place -> !saysNothing(statements.get(place).sql()))
                .toArray();
        if (places.length == 0) {
            throw errors.error(operation, new D1Failure("No SQL statements detected."));
        }
        return places;
    }

    private List<D1Statement> checked(String operation, List<D1Statement> statements, int[] places) {
        List<D1Statement> there = new ArrayList<>(places.length);
        for (int place : places) {
            D1Statement statement = statements.get(place);
            there.add(new D1Statement(Utf8.wellFormed(statement.sql()), statement.parameters()));
            D1Failure tooBig = tooBig(there.get(there.size() - 1));
            if (tooBig != null) {
                throw errors.error(operation, tooBig.ofStatement(there.size() - 1));
            }
        }
        return there;
    }

    /** Whether a text consists of nothing but blanks and lines of comment. */
    private static boolean saysNothing(String sql) {
        return sql.lines().map(D1Executor::strip).allMatch(line -> line.isEmpty() || line.startsWith("--"));
    }

    /** Strips what JavaScript's {@code trim} does, which a byte order mark is part of. */
    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private @Nullable D1Failure tooBig(D1Statement statement) {
        if (longer(statement.sql(), limits.sqlBytes())) {
            return D1Errors.tooBig("statement too long");
        }
        for (Object value : statement.parameters()) {
            if ((value instanceof byte[] bytes && bytes.length > limits.valueBytes())
                    || (value instanceof String text && longer(text, limits.valueBytes()))) {
                return D1Errors.tooBig("string or blob too big");
            }
        }
        return null;
    }

    private static boolean longer(String text, int bytes) {
        if (text.length() <= bytes / 3) {
            return false;
        }
        return Utf8.length(text) > bytes;
    }
}
