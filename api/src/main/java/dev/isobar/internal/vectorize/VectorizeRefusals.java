package dev.isobar.internal.vectorize;

import dev.isobar.error.CallSite;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.ServiceCall;
import dev.isobar.internal.Utf8;
import dev.isobar.vectorize.VectorizeLimits;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;

/** Refuses calls with Cloudflare's texts, and makes the checks that all calls share. */
final class VectorizeRefusals {
    private static final int WRONG_QUERY_VECTOR = 40006;
    private static final int TOO_MANY_IDS = 40007;
    private static final int ID_TOO_LONG = 40008;
    private static final int NAMESPACE_TOO_LONG = 40009;
    private static final int WRONG_VECTOR = 40012;
    private static final int TOP_K_TOO_LARGE = 40025;

    private final DriverCalls calls;
    private final Refusals refusals;
    private final VectorizeLimits limits;
    private final OptionalLong storable;

    VectorizeRefusals(DriverCalls calls, VectorizeLimits limits, OptionalLong storable) {
        this.calls = calls;
        this.refusals = new Refusals(calls);
        this.limits = limits;
        this.storable = storable;
    }

    CallSite site(ServiceCall call) {
        return calls.site(call.operation());
    }

    /** An error for which no code is known. */
    IsobarException invalid(ServiceCall call, String text) {
        return refusals.invalid(call.operation(), framed(call, text));
    }

    private IsobarException invalid(ServiceCall call, int code, String text) {
        return refusals.invalid(call.operation(), Integer.toString(code), framed(call, code, text));
    }

    /** A size or a count above its limit, for which no code is known. */
    IsobarException tooMuch(ServiceCall call, String text) {
        return refusals.exceeded(call.operation(), framed(call, text));
    }

    private IsobarException tooMuch(ServiceCall call, int code, String text) {
        return refusals.exceeded(call.operation(), Integer.toString(code), framed(call, code, text));
    }

    private static String framed(ServiceCall call, String text) {
        return call.verb() + "_ERROR: " + text;
    }

    private static String framed(ServiceCall call, int code, String text) {
        return call.verb() + "_ERROR (code = " + code + "): " + text;
    }

    IsobarException wrongQueryVector(ServiceCall call, String dimensions, int found) {
        return invalid(
                call,
                WRONG_QUERY_VECTOR,
                "invalid query vector, expected " + dimensions + " dimensions, and got " + found + " dimensions");
    }

    IsobarException wrongVector(ServiceCall call, String id, String dimensions, int found) {
        return invalid(
                call,
                WRONG_VECTOR,
                "invalid vector for id=\"" + id + "\", expected " + dimensions + " dimensions, and got " + found
                        + " dimensions");
    }

    /** Refuses more dimensions than the backend can store (VEC-66). */
    void checkStorable(ServiceCall call, int dimensions) {
        if (storable.isPresent() && dimensions > storable.getAsLong()) {
            throw tooMuch(
                    call,
                    "the backend stores vectors of at most " + storable.getAsLong() + " dimensions, not of "
                            + dimensions);
        }
    }

    IsobarException topKTooLarge(ServiceCall call, int topK) {
        return tooMuch(call, TOP_K_TOO_LARGE, "max top K is " + limits.topK() + ", but got " + topK);
    }

    IsobarException topKWithContentTooLarge(ServiceCall call, int topK) {
        return tooMuch(
                call,
                TOP_K_TOO_LARGE,
                "with returnValues=true or returnMetadata=all, max top K is " + limits.topKWithContent() + ", but got "
                        + topK + "; for a top K up to " + limits.topK()
                        + ", retry with returnValues=false and returnMetadata=indexed");
    }

    void checkId(ServiceCall call, String id) {
        int bytes = utf8Length(call, "id", id);
        if (bytes == 0) {
            throw invalid(call, "id is empty");
        }
        if (bytes > limits.idBytes()) {
            throw tooMuch(
                    call, ID_TOO_LONG, "id too long; max is " + limits.idBytes() + " bytes, got " + bytes + " bytes");
        }
    }

    void checkNamespace(ServiceCall call, String namespace) {
        int bytes = utf8Length(call, "namespace", namespace);
        if (bytes > limits.namespaceBytes()) {
            throw tooMuch(
                    call,
                    NAMESPACE_TOO_LONG,
                    "namespace too long; max is " + limits.namespaceBytes() + " bytes, got " + bytes + " bytes");
        }
    }

    private int utf8Length(ServiceCall call, String what, String text) {
        int bytes = Utf8.length(text);
        if (bytes < 0) {
            throw invalid(call, what + " has half a surrogate pair");
        }
        return bytes;
    }

    /** Checks ids one by one; returns them without repetitions. */
    List<String> checkIds(ServiceCall call, Collection<String> ids) {
        List<String> asked = List.copyOf(ids);
        asked.forEach(id -> checkId(call, id));
        return List.copyOf(new LinkedHashSet<>(asked));
    }

    void checkIdCount(ServiceCall call, int count, int most) {
        if (count > most) {
            throw tooMuch(call, TOO_MANY_IDS, "too many ids in payload; max id count is " + most + ", got " + count);
        }
    }

    void checkProperty(ServiceCall call, String property) {
        if (property.isEmpty() || property.startsWith("$") || property.indexOf('"') >= 0) {
            throw invalid(call, "a property name is not empty, has no quotation mark and does not start with $");
        }
        if (property.length() > limits.propertyLength()) {
            throw tooMuch(
                    call,
                    "property name too long; max is " + limits.propertyLength() + " characters, got "
                            + property.length());
        }
    }
}
