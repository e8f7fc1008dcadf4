package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.ai.Ai;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvListOptions;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Calls of the bindings of an environment, by operation. What a driver does not declare is left out. */
final class LifecycleCalls {
    private final Map<String, Executable> calls = new LinkedHashMap<>();
    private final Env env;
    private final Service service;
    private final String binding;
    private final Capabilities capabilities;

    private LifecycleCalls(EnvLifecycle subject, Env env, Service service) {
        this.env = env;
        this.service = service;
        this.binding = subject.binding(service);
        this.capabilities = env.capabilities(binding);
    }

    /** Returns calls that can be repeated, the plainest one first. */
    static Map<String, Executable> of(EnvLifecycle subject, Env env, Service service) {
        LifecycleCalls made = new LifecycleCalls(subject, env, service);
        switch (service) {
            case AI -> made.ai(env.ai(made.binding));
            case D1 -> made.d1(env.d1(made.binding));
            case KV -> made.kv(env.kv(made.binding));
            case QUEUES -> made.queue(env.queue(made.binding));
            case R2 -> made.r2(env.r2(made.binding));
            case VECTORIZE -> made.vectorize(env.vectorize(made.binding));
        }
        if (made.capabilities.has(Capability.STORES)) {
            made.stores(subject.url(service));
        }
        return made.calls;
    }

    private void when(Capability needed, String operation, Executable call) {
        if (capabilities.has(needed)) {
            calls.put(operation, call);
        }
    }

    private void ai(Ai ai) {
        AiModels.embedding(ai)
                .forEach(model -> calls.put("embed " + model.id(), () -> ai.embed(model.id(), List.of("open"))));
    }

    private void d1(D1Database db) {
        calls.put("first", () -> db.prepare("SELECT 1 AS one").first());
        calls.put("run", () -> db.prepare("CREATE TABLE IF NOT EXISTS notes (body TEXT)")
                .run());
        calls.put("stream", () -> {
            try (var rows = db.prepare("SELECT 1 AS one").stream()) {
                rows.toList();
            }
        });
        calls.put("batch", () -> db.batch(List.of(db.prepare("SELECT 1"), db.prepare("SELECT 2"))));
        calls.put("exec", () -> db.exec("SELECT 1"));
        calls.put("migrations", () -> env.migrations(binding));
        when(Capability.D1_TRANSACTIONS, "transaction", () -> db.transaction(inside -> inside.exec("SELECT 1")));
        when(Capability.D1_SESSIONS, "session", () -> db.withSession()
                .prepare("SELECT 1")
                .first());
    }

    private void kv(KVNamespace kv) {
        calls.put("get", () -> kv.get("session"));
        calls.put("put", () -> kv.put("session", "open"));
        calls.put("getWithMetadata", () -> kv.getWithMetadata("session"));
        calls.put("list", () -> kv.list(KvListOptions.ALL));
        calls.put("delete", () -> kv.delete("session"));
        calls.put("deleteBulk", () -> kv.deleteBulk(List.of("session", "user")));
    }

    private void queue(Queue queue) {
        QueueControl control = env.queueControl(EnvLifecycle.STORE);
        calls.put("send", () -> queue.send("job"));
        calls.put("sendBatch", () -> queue.sendBatch(List.of(MessageSendRequest.of("job"))));
        calls.put("puller", () -> env.puller(EnvLifecycle.STORE));
        calls.put("queueControl", () -> env.queueControl(EnvLifecycle.STORE));
        when(Capability.QUEUE_METRICS, "metrics", queue::metrics);
        when(Capability.QUEUE_PURGE, "purge", control::purge);
        when(Capability.QUEUE_PAUSE, "resume", control::resume);
        when(Capability.QUEUE_PEEK, "peek", () -> control.peek(1));
        if (capabilities.has(Capability.QUEUE_PULL)) {
            QueuePuller puller = env.puller(EnvLifecycle.STORE);
            calls.put("pull", puller::pull);
            calls.put("settle", () -> puller.settle(List.of("lease"), Map.of()));
        }
    }

    private void r2(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("b.txt");
        calls.put("head", () -> bucket.head("a.txt"));
        calls.put("put", () -> bucket.put("a.txt", "open"));
        calls.put("get", () -> {
            try (var body = bucket.get("a.txt")) {
                if (body != null) {
                    body.text();
                }
            }
        });
        calls.put("list", () -> bucket.list(R2ListOptions.ALL));
        calls.put("delete", () -> bucket.delete("a.txt"));
        calls.put("createMultipartUpload", () -> bucket.createMultipartUpload("c.txt"));
        calls.put("uploadPart", () -> upload.uploadPart(1, "open"));
        calls.put("abortMultipartUpload", upload::abort);
    }

    private void vectorize(VectorizeIndex index) {
        calls.put("describe", index::describe);
        calls.put("getByIds", () -> index.getByIds(List.of("a")));
        calls.put("deleteByIds", () -> index.deleteByIds(List.of("a")));
        calls.put("metadataIndexes", index::metadataIndexes);
        // An index may take the dimensions of its first vector.
        float[] values = new float[Math.max(2, index.describe().dimensions())];
        values[0] = 1;
        calls.put("upsert", () -> index.upsert(List.of(VectorizeVector.of("a", values))));
        calls.put("query", () -> index.query(values));
    }

    private void stores(String url) {
        Stores stores = env.stores(binding);
        calls.put("listStores", stores::list);
        calls.put("createStore", () -> stores.create("more"));
        calls.put("dropStore", () -> stores.drop("more"));
        calls.put("stores of the binding", () -> env.stores(binding));
        calls.put("stores of a URL", () -> env.stores(service, url));
    }
}
