package dev.isobar.error;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** An error of another process answers like one of this. */
class SerializationTest {
    private static final CallSite SITE = new CallSite(Service.KV, "CACHE", "getWithMetadata");

    static Stream<IsobarException> errors() {
        IOException cause = new IOException("connection reset");
        return Stream.of(
                new AiAnswerException(SITE, null, "no list", JsonNodeFactory.instance.stringNode("answer")),
                new BackendException(SITE, "500", "failed", cause),
                new ConfigurationException(List.of("isobar.toml:1: limits: unknown", "isobar.toml:2: name: unknown")),
                new ConflictException(SITE, "409", "conflict", cause),
                new D1Exception(
                        SITE,
                        "D1_ERROR",
                        "not unique",
                        D1Reason.ofSqlite("SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_UNIQUE"),
                        cause),
                new EnvClosedException(SITE, cause),
                new InvalidRequestException(SITE, "400", "invalid", cause),
                new LimitExceededException(SITE, "413", "too large", cause),
                new RetriesExhaustedException(SITE, "deleted", cause),
                new ThrottledException(SITE, "429", "busy", Duration.ofSeconds(7), cause),
                new TimedOutException(SITE, null, "no answer", cause),
                new UnauthorizedException(SITE, "401", "refused", cause),
                new UnavailableException(SITE, null, "away", cause),
                new UnsupportedCapabilityException(SITE, "queue-peek"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void answersAsBefore(IsobarException error) throws Exception {
        IsobarException read = copy(error);

        assertEquals(error.getClass(), read.getClass());
        assertEquals(answers(error), answers(read));
    }

    @Test
    void coversEverySubtype() {
        Set<Class<?>> covered = new HashSet<>();
        errors().forEach(error -> covered.add(error.getClass()));

        Set<Class<?>> permitted = new HashSet<>(Arrays.asList(IsobarException.class.getPermittedSubclasses()));
        permitted.addAll(Arrays.asList(BackendException.class.getPermittedSubclasses()));
        assertEquals(permitted, covered);
    }

    private static IsobarException copy(IsobarException error) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (IsobarException) requireNonNull(in.readObject());
        }
    }

    private static List<String> answers(IsobarException error) {
        Stream<Object> own = Stream.of();
        if (error instanceof AiAnswerException shape) {
            own = Stream.of(shape.answer());
        } else if (error instanceof ConfigurationException configuration) {
            own = Stream.of(configuration.problems());
        } else if (error instanceof D1Exception d1) {
            own = Stream.of(d1.reason(), String.valueOf(d1.constraint()));
        } else if (error instanceof ThrottledException throttled) {
            own = Stream.of(String.valueOf(throttled.retryAfter()));
        } else if (error instanceof UnsupportedCapabilityException unsupported) {
            own = Stream.of(unsupported.capability());
        }
        Stream<Object> common = Stream.of(
                String.valueOf(error.getMessage()),
                String.valueOf(error.service()),
                error.operation(),
                String.valueOf(error.binding()),
                String.valueOf(error.code()),
                error.retryable(),
                String.valueOf(error.getCause()));
        return Stream.concat(common, own).map(String::valueOf).toList();
    }
}
