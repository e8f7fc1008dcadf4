package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.queue.QueueHandler;
import dev.isobar.vectorize.VectorizeVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Rules ENV-CLOSE-01 to ENV-CLOSE-03 and ENV-INT-04: how an environment closes. */
abstract class EnvClosingRules {
    private static final QueueHandler<String> IGNORING = batch -> {};

    private static Env open(EnvFolder folder) {
        return folder.write("isobar.toml", """
                [bindings]
                CACHE = "kv"
                FILES = "r2"
                DOCS = "vectorize"
                JOBS = "queues"
                AI = "ai"
                """).open();
    }

    @Rule("ENV-CLOSE-01")
    void closesAgainWithoutEffect(EnvFolder folder) {
        Env env = open(folder);
        try (Env other = open(folder)) {
            env.close();

            assertDoesNotThrow(env::close);
            other.kv("CACHE").put("session", "open");
            assertEquals("open", other.kv("CACHE").get("session"));
        }
    }

    @Rule("ENV-CLOSE-02")
    void refusesEveryCallAfterwards(EnvFolder folder) {
        Env env = open(folder);
        Map<String, Executable> calls = calls(env);

        env.close();

        calls.forEach((operation, call) -> {
            EnvClosedException refused = assertThrows(EnvClosedException.class, call, operation);
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.endsWith(": the environment is closed"), message);
        });
    }

    @Rule("ENV-INT-04")
    void closesOnAnInterruptedThread(EnvFolder folder) {
        Env env = open(folder);
        env.consume("JOBS", String.class, IGNORING);

        Interrupts.runFlagged(env::close);

        assertThrows(EnvClosedException.class, () -> env.kv("CACHE").get("session"));
    }

    private static Map<String, Executable> calls(Env env) {
        var kv = env.kv("CACHE");
        var r2 = env.r2("FILES");
        var index = env.vectorize("DOCS");
        var queue = env.queue("JOBS");
        var ai = env.ai("AI");
        var puller = env.puller("JOBS");
        var control = env.queueControl("JOBS");
        Map<String, Executable> calls = new LinkedHashMap<>();
        calls.put("get", () -> kv.get("session"));
        calls.put("delete", () -> kv.delete("session"));
        calls.put("head", () -> r2.head("a.txt"));
        calls.put("put", () -> r2.put("a.txt", "open"));
        calls.put("describe", index::describe);
        calls.put("upsert", () -> index.upsert(List.of(VectorizeVector.of("a", 1, 2))));
        calls.put("send", () -> queue.send("job"));
        calls.put("run", () -> ai.run("@cf/baai/bge-small-en-v1.5", Map.of("text", "open")));
        calls.put("pull", () -> puller.pull());
        calls.put("purge", control::purge);
        calls.put("consume", () -> env.consume("JOBS", String.class, IGNORING));
        calls.put("consumeStepped", () -> env.consumeStepped("JOBS", String.class, IGNORING));
        calls.put("puller", () -> env.puller("JOBS"));
        calls.put("queueControl", () -> env.queueControl("JOBS"));
        return calls;
    }

    @Rule("ENV-CLOSE-03")
    @SuppressWarnings("NullAway")
    void leavesTheQueueFreeWhenAConsumerCannotStart(EnvFolder folder) {
        try (Env env = open(folder)) {
            assertThrows(NullPointerException.class, () -> env.consume("JOBS", String.class, null));

            assertDoesNotThrow(() -> env.consume("JOBS", String.class, IGNORING).close());
        }
    }
}
