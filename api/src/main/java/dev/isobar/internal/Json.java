package dev.isobar.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.isobar.internal.FiniteGenerator.NotFiniteException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of all bindings: compact, dates as ISO text, unknown members of the reader's class ignored, no NaN and no
 * infinities, zero with its sign. What does not fit the reader's class is refused, since Jackson's own conversions lose
 * digits, zones and members silently (D1-ALL-05, KV-GET-12, Q-CONS-10).
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder(new SignedZeroFactory(
                    JsonFactory.builder().addDecorator((factory, generator) -> new FiniteGenerator(generator))))
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.ALWAYS))
            .annotationIntrospector(
                    AnnotationIntrospector.pair(new RequiredComponents(), new JacksonAnnotationIntrospector()))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .withCoercionConfigDefaults(
                    shapes -> shapes.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .addModule(ExactScalars.ofJson())
            .build();

    /** Reads rows of SQL, which have numbers for truth values and bytes of their own. */
    public static final JsonMapper ROWS =
            MAPPER.rebuild().addModule(ExactScalars.ofRows()).build();

    private Json() {}

    /**
     * Returns what the caller's own code threw while a value was written, {@code null} if it was not that. The error of the
     * mapper itself is kept from messages and causes: it quotes names and values.
     */
    public static @Nullable Throwable causeOf(JacksonException unwritable) {
        Throwable cause = unwritable.getCause();
        return cause instanceof JacksonException ? null : cause;
    }

    /**
     * Returns where a value does not fit the class that it is read as, such as {@code ": see 'lines.amount'"}: names of
     * components alone, since the parser's message quotes values, and the keys of maps are stored, too.
     */
    public static String place(JacksonException mismatch) {
        String path = mismatch.getPath().stream()
                .filter(step -> !(step.from() instanceof Map || step.from() == Map.class))
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : ": see '" + path + "'";
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
