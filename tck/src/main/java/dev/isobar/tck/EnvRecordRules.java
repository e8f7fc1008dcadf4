package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.ConfigurationException;
import dev.isobar.kv.KVNamespace;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** Rules ENV-REC-01 to ENV-REC-06: bindings as a record. */
abstract class EnvRecordRules {
    private static final String FILE = "[bindings]\nCACHE = 'kv'\nSESSIONS = 'kv'\n";
    private static final String KINDS = "Ai, D1Database, KVNamespace, Queue, R2Bucket, VectorizeIndex";

    record Good(KVNamespace CACHE, KVNamespace SESSIONS) {}

    record Odd(KVNamespace CACHE, int port) {}

    record Misspelt(KVNamespace SESSION) {}

    record Mistyped(D1Database CACHE) {}

    record AllWrong(D1Database CACHE, KVNamespace AUDIT, String region) {}

    @Rule("ENV-REC-01")
    void fillsComponentsByName(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Good good = env.as(Good.class);

            assertSame(env.kv("CACHE"), good.CACHE());
            assertSame(env.kv("SESSIONS"), good.SESSIONS());
        }
    }

    @Rule("ENV-REC-02")
    void createsTheRecordThroughALookup(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Good good = env.as(MethodHandles.lookup(), Good.class);

            assertSame(env.kv("CACHE"), good.CACHE());
        }
    }

    @Rule("ENV-REC-02")
    void refusesALookupThatMayNotCreateTheRecord(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            List<String> problems = assertThrows(
                            ConfigurationException.class, () -> env.as(MethodHandles.publicLookup(), Good.class))
                    .problems();

            assertEquals(
                    List.of(Good.class.getName() + ": is out of reach of the given lookup;"
                            + " call MethodHandles.lookup() in a class that may create the record"),
                    problems);
        }
    }

    @Rule("ENV-REC-03")
    void refusesAComponentThatIsNoBinding(EnvFolder folder) {
        assertEquals(
                List.of("Odd.port: int is not a binding; a component is one of " + KINDS), refusal(folder, Odd.class));
    }

    @Rule("ENV-REC-04")
    void refusesAComponentThatNobodyDeclares(EnvFolder folder) {
        assertEquals(
                List.of("Misspelt.SESSION: no binding is named 'SESSION'; declared are CACHE, SESSIONS;"
                        + " did you mean 'SESSIONS'?"),
                refusal(folder, Misspelt.class));
    }

    @Rule("ENV-REC-05")
    void refusesAComponentOfAnotherType(EnvFolder folder) {
        assertEquals(
                List.of("Mistyped.CACHE: the binding is declared as KVNamespace, not D1Database;"
                        + " change the component's type or the declaration"),
                refusal(folder, Mistyped.class));
    }

    @Rule("ENV-REC-06")
    void refusesWhatIsNoRecord(EnvFolder folder) {
        assertEquals(
                List.of("java.lang.String: is not a record; bindings are the components of a record,"
                        + " such as record String(KVNamespace CACHE) {}"),
                refusal(folder, String.class));
    }

    @Rule("ENV-REC-06")
    void tellsAllMistakesOfARecordAtOnce(EnvFolder folder) {
        assertEquals(3, refusal(folder, AllWrong.class).size());
    }

    private static List<String> refusal(EnvFolder folder, Class<?> type) {
        folder.write("isobar.toml", FILE);
        try (Env env = folder.open()) {
            return assertThrows(ConfigurationException.class, () -> env.as(type))
                    .problems();
        }
    }
}
