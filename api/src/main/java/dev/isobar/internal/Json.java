package dev.isobar.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of all bindings: compact, dates as ISO text, unknown members of the reader's class ignored. What does not fit
 * the reader's class is refused, since Jackson's own conversions lose digits, zones and members silently (D1-ALL-05,
 * KV-GET-10, Q-CONS-10).
 */
public final class Json {
    public static final JsonMapper MAPPER = JsonMapper.builder()
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
}
