package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.ai.Ai;
import dev.isobar.config.OtherParts;
import dev.isobar.d1.D1Database;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How bindings become a record, and what keeps them from it. */
class RecordBinderTest {
    record Everything(Ai AI, D1Database D1, KVNamespace KV, Queue QUEUES, R2Bucket R2, VectorizeIndex VECTORIZE) {}

    record Part(KVNamespace KV) {}

    record Wrong(String KV, Queue KV2, KVNamespace MISSING, KVNamespace QUEUES) {}

    record Misspelt(KVNamespace VECTORISE) {}

    record Refusing(KVNamespace KV) {
        Refusing {
            throw new IllegalStateException("planned");
        }
    }

    record Failing(KVNamespace KV) {
        Failing {
            throw new AssertionError("planned");
        }
    }

    private static Map<String, Binding> bindings(Service... services) {
        Env env = open(services);
        Map<String, Binding> bindings = new LinkedHashMap<>();
        for (EnvBinding binding : env.bindings()) {
            bindings.put(binding.name(), env.find(binding.name()));
        }
        return bindings;
    }

    private static Env open(Service... services) {
        EnvBuilder builder = Env.builder();
        for (Service service : services) {
            builder.bind(service, service.name(), FakeDrivers.of(service));
        }
        return builder.open();
    }

    private static List<String> problems(Class<?> type, OtherParts otherParts, Service... services) {
        RecordBinder binder = new RecordBinder(bindings(services), otherParts);
        return assertThrows(ConfigurationException.class, () -> binder.fill(type, null))
                .problems();
    }

    @Test
    void fillsEachComponentByNameAndType() {
        try (Env env = open(Service.values())) {
            Everything all = env.as(Everything.class);

            assertSame(env.ai("AI"), all.AI());
            assertSame(env.d1("D1"), all.D1());
            assertSame(env.kv("KV"), all.KV());
            assertSame(env.queue("QUEUES"), all.QUEUES());
            assertSame(env.r2("R2"), all.R2());
            assertSame(env.vectorize("VECTORIZE"), all.VECTORIZE());
        }
    }

    @Test
    void createsARecordThatTheLookupMayCreate() {
        try (Env env = open(Service.KV)) {
            assertSame(env.kv("KV"), env.as(MethodHandles.lookup(), Part.class).KV());
        }
    }

    @Test
    void saysThatTheLookupDoesNotReachTheRecord() {
        RecordBinder binder = new RecordBinder(bindings(Service.KV), OtherParts.NONE);

        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> binder.fill(Part.class, MethodHandles.publicLookup()));

        assertEquals(
                List.of("dev.isobar.RecordBinderTest$Part: is out of reach of the given lookup; call"
                        + " MethodHandles.lookup() in a class that may create the record"),
                refusal.problems());
    }

    @Test
    void refusesAClassThatIsNoRecord() {
        assertEquals(
                List.of("java.lang.String: is not a record; bindings are the components of a record, such as record"
                        + " String(KVNamespace CACHE) {}"),
                problems(String.class, OtherParts.NONE, Service.KV));
    }

    @Test
    void reportsAllProblemsTogether() {
        assertEquals(
                List.of(
                        "Wrong.KV: String is not a binding; a component is one of Ai, D1Database, KVNamespace, Queue,"
                                + " R2Bucket, VectorizeIndex",
                        "Wrong.KV2: no binding is named 'KV2'; declared are KV, QUEUES; did you mean 'KV'?",
                        "Wrong.MISSING: no binding is named 'MISSING'; it is declared" + " elsewhere",
                        "Wrong.QUEUES: the binding is declared as Queue, not KVNamespace; change the component's type or"
                                + " the declaration"),
                problems(
                        Wrong.class,
                        new OtherParts(Map.of("MISSING", "it is declared elsewhere"), Map.of(), null),
                        Service.KV,
                        Service.QUEUES));
    }

    @Test
    void suggestsTheNameThatIsMeant() {
        assertEquals(
                List.of("Misspelt.VECTORISE: no binding is named 'VECTORISE'; declared are KV, VECTORIZE; did you mean"
                        + " 'VECTORIZE'?"),
                problems(Misspelt.class, OtherParts.NONE, Service.KV, Service.VECTORIZE));
    }

    @Test
    void saysThatNothingIsDeclared() {
        assertEquals(
                List.of("Part.KV: no binding is named 'KV'; declared are none"), problems(Part.class, OtherParts.NONE));
    }

    @Test
    void namesTheTypeOfEveryBindingThatIsAnother() {
        List<String> found = Arrays.stream(Service.values())
                .filter(service -> service != Service.KV)
                .map(service -> problems(
                                Part.class,
                                OtherParts.NONE,
                                new LinkedHashMap<>(
                                        Map.of("KV", bindings(service).get(service.name()))))
                        .get(0))
                .map(problem -> problem.replaceAll(".*declared as (\\w+), not KVNamespace;.*", "$1"))
                .toList();

        assertEquals(List.of("Ai", "D1Database", "Queue", "R2Bucket", "VectorizeIndex"), found);
    }

    private static List<String> problems(Class<?> type, OtherParts otherParts, Map<String, Binding> bindings) {
        RecordBinder binder = new RecordBinder(bindings, otherParts);
        return assertThrows(ConfigurationException.class, () -> binder.fill(type, null))
                .problems();
    }

    @Test
    void letsPassWhatTheRecordThrows() {
        Map<String, Binding> bindings = bindings(Service.KV);

        IllegalStateException unchecked =
                assertThrows(IllegalStateException.class, () -> new RecordBinder(bindings, OtherParts.NONE)
                        .fill(Refusing.class, null));
        AssertionError error = assertThrows(
                AssertionError.class, () -> new RecordBinder(bindings, OtherParts.NONE).fill(Failing.class, null));

        assertEquals("planned", unchecked.getMessage());
        assertEquals("planned", error.getMessage());
    }
}
