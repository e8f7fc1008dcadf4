package dev.isobar.internal.kv;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
import dev.isobar.kv.KvLimits;
import dev.isobar.spi.Bound;
import org.jspecify.annotations.Nullable;

/** Refuses a call of KV with Cloudflare's texts; holds the checks that all calls share. */
final class KvRefusals {
    private final Refusals refusals;
    private final KvLimits limits;

    KvRefusals(Refusals refusals, KvLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    /** An argument that the service refuses with status 400. */
    InvalidRequestException invalid(ServiceCall call, String text) {
        return refusals.invalid(call.operation(), "400", framed(call, 400, text));
    }

    /** A size or a count above its limit. */
    LimitExceededException tooMuch(ServiceCall call, int status, String text) {
        return refusals.exceeded(call.operation(), Integer.toString(status), framed(call, status, text));
    }

    /** A size above what the backend declares. */
    LimitExceededException beyond(ServiceCall call, Bound bound, long most, long found) {
        return refusals.beyond(call.operation(), bound, most, found);
    }

    private static String framed(ServiceCall call, int status, String text) {
        return "KV " + call.verb() + " failed: " + status + " " + text;
    }

    /** An argument that the runtime refuses before it asks the service, or that Isobar itself refuses. */
    InvalidRequestException byTheRuntime(ServiceCall call, String text) {
        return byTheRuntime(call, text, null);
    }

    InvalidRequestException byTheRuntime(ServiceCall call, String text, @Nullable Throwable cause) {
        return refusals.invalid(call.operation(), null, text, cause);
    }

    void checkKey(ServiceCall call, String key) {
        if (key.isEmpty()) {
            throw byTheRuntime(call, "Key name cannot be empty.");
        }
        if (isDots(key)) {
            throw byTheRuntime(call, '"' + key + "\" is not allowed as a key name.");
        }
        checkKeyBytes(call, key);
    }

    void checkBulkKey(ServiceCall call, String key) {
        if (key.isEmpty()) {
            throw invalid(call, "Key names must not be empty");
        }
        if (isDots(key)) {
            throw invalid(call, "Illegal key name \"" + key + "\". Please use a different name.");
        }
        checkKeyBytes(call, key);
    }

    private static boolean isDots(String key) {
        return key.equals(".") || key.equals("..");
    }

    void checkKeyBytes(ServiceCall call, String key) {
        int bytes = Utf8.length(key);
        if (bytes < 0) {
            throw invalid(call, "Could not URL-decode key name");
        }
        if (bytes > limits.keyBytes()) {
            throw tooMuch(
                    call,
                    414,
                    "UTF-8 encoded length of " + bytes + " exceeds key length limit of " + limits.keyBytes() + ".");
        }
    }

    /** Refuses what the runtime cannot turn into an integer of its own; it looks at this before anything else. */
    void checkRange(ServiceCall call, long seconds) {
        if (seconds != (int) seconds) {
            throw byTheRuntime(call, "Value out of range. Must be between -2147483648 and 2147483647 (inclusive).");
        }
    }
}
