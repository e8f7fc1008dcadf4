package dev.isobar.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads times as ISO text. A number is refused, since it says neither its unit nor what it counts from, and so is text
 * of which a part would be dropped. Who annotates a component with {@code @JsonFormat} gets Jackson's own reading.
 */
final class IsoTimes extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, Function<String, ?>> PARSERS = parsers();

    private static Map<Class<?>, Function<String, ?>> parsers() {
        Map<Class<?>, Function<String, ?>> parsers = new HashMap<>();
        parsers.put(Instant.class, Instant::parse);
        parsers.put(OffsetDateTime.class, OffsetDateTime::parse);
        parsers.put(ZonedDateTime.class, ZonedDateTime::parse);
        parsers.put(LocalDateTime.class, LocalDateTime::parse);
        parsers.put(LocalDate.class, LocalDate::parse);
        parsers.put(LocalTime.class, LocalTime::parse);
        parsers.put(OffsetTime.class, OffsetTime::parse);
        parsers.put(Duration.class, Duration::parse);
        return parsers;
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> found) {
        Class<?> type = description.getBeanClass();
        boolean old = Date.class.isAssignableFrom(type) || Calendar.class.isAssignableFrom(type);
        return old || PARSERS.containsKey(type) ? new IsoText(type, found) : found;
    }

    private static final class IsoText extends StdScalarDeserializer<Object> {
        private final ValueDeserializer<?> jackson;

        IsoText(Class<?> type, ValueDeserializer<?> jackson) {
            super(type);
            this.jackson = jackson;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JsonFormat.Value format = findFormatOverrides(context, property, handledType());
            ValueDeserializer<?> formatted = jackson.createContextual(context, property);
            return format.hasPattern() || format.hasShape() ? formatted : new IsoText(handledType(), formatted);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(handledType(), parser);
            }
            Function<String, ?> parse = PARSERS.get(handledType());
            try {
                return parse == null ? jackson.deserialize(parser, context) : parse.apply(parser.getString());
            } catch (DateTimeParseException notIso) {
                return context.handleWeirdStringValue(handledType(), parser.getString(), "not an ISO text");
            }
        }
    }
}
