package dev.isobar.internal.d1;

import dev.isobar.error.D1Exception;
import dev.isobar.error.D1Reason;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCall;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.D1Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the errors that a caller of D1 sees. */
final class D1Errors {
    /** The calls of several statements; elsewhere an index would say nothing. */
    private static final Set<String> SEVERAL = Set.of("batch", "exec");

    private final DriverCalls calls;

    D1Errors(DriverCalls calls) {
        this.calls = calls;
    }

    D1Exception error(String operation, D1Failure failure) {
        return error(operation, "D1_ERROR", failure.text(), failure);
    }

    D1Exception error(String operation, String code, String text, D1Failure cause) {
        D1Reason reason =
                SEVERAL.contains(operation) ? cause.reason() : cause.reason().withStatement(null);
        return new D1Exception(calls.site(operation), code, text, reason, cause);
    }

    static D1Failure tooBig(String text) {
        return new D1Failure(text + ": SQLITE_TOOBIG", D1Reason.ofSqlite("SQLITE_TOOBIG", null), null);
    }

    /** Runs a call whose failed statements become errors of D1; the caller translates everything else. */
    <T extends @Nullable Object> T failing(String operation, DriverCall<T> call) throws Exception {
        try {
            return call.run();
        } catch (D1Failure failed) {
            throw error(operation, failed);
        }
    }

    /** Runs a call that may change something outside of the interceptors, unless the thread is interrupted. */
    <T extends @Nullable Object> T sent(String operation, String done, DriverCall<T> call) {
        calls.requireOpen(operation);
        calls.requireUninterrupted(operation, done);
        try {
            return failing(operation, call);
        } catch (IsobarException alreadySaid) {
            throw alreadySaid;
        } catch (Exception thrown) {
            throw calls.translateChange(operation, thrown);
        }
    }

    /** Runs a call that reads or ends something outside of the interceptors. */
    <T extends @Nullable Object> T translated(String operation, DriverCall<T> call) {
        calls.requireOpen(operation);
        return released(operation, call);
    }

    /** Runs a call that gives back what the driver handed out, which is allowed at any time. */
    <T extends @Nullable Object> T released(String operation, DriverCall<T> call) {
        try {
            return failing(operation, call);
        } catch (IsobarException alreadySaid) {
            throw alreadySaid;
        } catch (Exception thrown) {
            throw calls.translate(operation, thrown);
        }
    }
}
