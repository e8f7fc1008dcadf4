package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiPrompt;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.kv.KvType;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeVector;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

/** A null argument is refused before anything is sent, by its name. */
class NullArgumentsTest {
    private final List<String> wrong = new ArrayList<>();
    private int tried;

    @Test
    void areNamed() throws ReflectiveOperationException {
        try (Env env = Env.builder()
                .bind(Service.KV, "KV", "memory:")
                .bind(Service.R2, "R2", "memory:")
                .bind(Service.QUEUES, "QUEUE", "jobs", "memory:")
                .bind(Service.VECTORIZE, "INDEX", "memory:?dimensions=3&metric=cosine")
                .bind(Service.AI, "AI", "memory:")
                .bind(Service.D1, "DB", "memory:")
                .open()) {
            R2Bucket bucket = env.r2("R2");
            D1Database database = env.d1("DB");
            for (Object binding : List.of(
                    env.kv("KV"),
                    bucket,
                    bucket.createMultipartUpload("film"),
                    env.queue("QUEUE"),
                    env.puller("jobs"),
                    env.queueControl("jobs"),
                    env.vectorize("INDEX"),
                    env.ai("AI"),
                    database,
                    database.prepare("SELECT 1"),
                    env.stores("KV"),
                    env)) {
                tryAll(binding);
            }
        }

        assertEquals("", String.join("\n", wrong), "calls that do not name an argument that is null");
        assertTrue(tried > 100, () -> tried + " arguments");
    }

    private void tryAll(Object binding) throws ReflectiveOperationException {
        Class<?> type = published(binding.getClass());
        for (Method method : type.getMethods()) {
            if (method.getDeclaringClass() == Object.class || Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            Parameter[] parameters = method.getParameters();
            for (int i = 0; i < parameters.length; i++) {
                boolean nullable = parameters[i].getType().isPrimitive()
                        || parameters[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
                if (!nullable) {
                    tryNull(binding, type, method, i);
                }
            }
        }
    }

    private static Class<?> published(Class<?> type) {
        return type.getInterfaces().length > 0
                ? type.getInterfaces()[0]
                : Modifier.isPublic(type.getModifiers()) ? type : type.getSuperclass();
    }

    private void tryNull(Object binding, Class<?> type, Method method, int which) throws ReflectiveOperationException {
        @Nullable Object[] arguments = new @Nullable Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            try {
                arguments[i] = i == which ? null : sample(method.getParameterTypes()[i]);
            } catch (NoSuchFieldException e) {
                wrong.add(method + " " + e.getMessage());
                return;
            }
        }
        String call = type.getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList() + ", argument " + which;
        tried++;
        try {
            Object got = method.invoke(binding, arguments);
            wrong.add(call + " returns " + got);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            String text = cause instanceof NullPointerException ? cause.getMessage() : null;
            if (text == null || !text.matches("[a-z][A-Za-z]*")) {
                wrong.add(call + ": " + cause);
            }
        }
    }

    private static Object sample(Class<?> type) throws ReflectiveOperationException {
        for (Map.Entry<Class<?>, Object> entry : SAMPLES.entrySet()) {
            if (entry.getKey() == type) {
                return entry.getValue();
            }
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        for (String name : List.of("NONE", "ALL", "DEFAULT", "TEXT")) {
            if (Arrays.stream(type.getFields())
                    .anyMatch(field -> field.getName().equals(name))) {
                return type.getField(name).get(null);
            }
        }
        throw new NoSuchFieldException("no sample of " + type);
    }

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(String.class, "a"),
            Map.entry(Object.class, Map.of("prompt", "a")),
            Map.entry(Object[].class, new Object[] {"a"}),
            Map.entry(String[].class, new String[] {"a"}),
            Map.entry(byte[].class, new byte[] {1}),
            Map.entry(float[].class, new float[] {1, 0, 0}),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, true),
            Map.entry(ByteBuffer.class, ByteBuffer.allocate(1)),
            Map.entry(InputStream.class, InputStream.nullInputStream()),
            Map.entry(Duration.class, Duration.ofSeconds(60)),
            Map.entry(Collection.class, List.of("a")),
            Map.entry(List.class, List.of()),
            Map.entry(Iterable.class, List.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Class.class, String.class),
            Map.entry(Function.class, Function.identity()),
            Map.entry(QueueConsumerSettings.class, QueueConsumerSettings.DEFAULT),
            Map.entry(QueueHandler.class, (QueueHandler<Object>) batch -> {}),
            Map.entry(Runnable.class, (Runnable) () -> {}),
            Map.entry(AiInput.class, new AiInput(InputStream.nullInputStream(), null)),
            Map.entry(TypeReference.class, new TypeReference<String>() {}),
            Map.entry(VectorizeVector.class, VectorizeVector.of("a", 1, 0, 0)),
            Map.entry(AiPrompt.class, AiPrompt.of("a")),
            Map.entry(KvType.class, KvType.TEXT));
}
