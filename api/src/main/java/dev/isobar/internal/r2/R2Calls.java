package dev.isobar.internal.r2;

import dev.isobar.internal.DriverCall;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.R2RefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of a driver, whose refusals get Cloudflare's codes and texts. */
final class R2Calls {
    private final DriverCalls calls;
    private final R2Checks checks;

    R2Calls(DriverCalls calls, R2Checks checks) {
        this.calls = calls;
        this.checks = checks;
    }

    <T extends @Nullable Object> T read(String operation, DriverCall<T> call) {
        return calls.<T>read(operation, () -> refusing(operation, call));
    }

    void write(String operation, Map<String, Object> attributes, DriverCalls.Change change) {
        this.<@Nullable Object>call(operation, true, attributes, () -> {
            change.run();
            return null;
        });
    }

    <T extends @Nullable Object> T call(
            String operation, boolean idempotent, Map<String, Object> attributes, DriverCall<T> call) {
        return calls.<T>call(operation, idempotent, attributes, () -> refusing(operation, call));
    }

    private <T extends @Nullable Object> T refusing(String operation, DriverCall<T> call) throws Exception {
        try {
            return call.run();
        } catch (R2RefusedException refused) {
            throw checks.refused(operation, refused);
        }
    }
}
