package dev.isobar.internal.kv;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
import dev.isobar.kv.KvLimits;

/** How KV refuses a call, in Cloudflare's words, and the checks that all calls share. */
final class KvRefusals {
    private final DriverCalls calls;
    private final KvLimits limits;

    KvRefusals(DriverCalls calls, KvLimits limits) {
        this.calls = calls;
        this.limits = limits;
    }

    CallSite site(ServiceCall call) {
        return calls.site(call.operation());
    }

    /** An argument that the service refuses with status 400. */
    IsobarException invalid(ServiceCall call, String text) {
        return new InvalidRequestException(site(call), "400", framed(call, 400, text), null);
    }

    /** A size or a count above its limit. */
    IsobarException tooMuch(ServiceCall call, int status, String text) {
        return new LimitExceededException(site(call), Integer.toString(status), framed(call, status, text), null);
    }

    private static String framed(ServiceCall call, int status, String text) {
        return "KV " + call.verb() + " failed: " + status + " " + text;
    }

    private IsobarException byTheRuntime(ServiceCall call, String text) {
        return new InvalidRequestException(site(call), null, text, null);
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
