package dev.isobar.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.isobar.internal.FiniteGenerator.NotFiniteException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of all bindings: compact, dates as ISO text, unknown members of the reader's class left aside, no NaN and no
 * infinities, zero with its sign.
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder(new SignedZeroFactory(
                    JsonFactory.builder().addDecorator((factory, generator) -> new FiniteGenerator(generator))))
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /**
     * Returns what the caller's own code threw while a value was written, {@code null} if it was not that. The error of the
     * mapper itself is kept from messages and causes: it quotes names and values.
     */
    public static @Nullable Throwable causeOf(JacksonException unwritable) {
        Throwable cause = unwritable.getCause();
        return cause instanceof JacksonException ? null : cause;
    }

    /** Tells whether a tree can be written: whether all of its numbers are finite. */
    public static boolean isWritable(JsonNode tree) {
        return tree.isContainer()
                ? tree.valueStream().allMatch(Json::isWritable)
                : !tree.isNumber() || !(tree.isDouble() || tree.isFloat()) || Double.isFinite(tree.doubleValue());
    }

    /** Says why something could not be written, or what {@link #isWritable} has found. */
    public static String unwritable(String what, JacksonException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotFiniteException) {
                return notFinite(what);
            }
        }
        return what + " cannot be written as JSON";
    }

    public static String notFinite(String what) {
        return what + " cannot be written as JSON: a number in it is NaN or infinite; use null or a text instead";
    }
}
