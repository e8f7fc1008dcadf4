package consumer;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.d1.D1Database;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Uses each binding once. */
public final class Consumer {
    private Consumer() {}

    record App(KVNamespace CACHE, D1Database DB, R2Bucket FILES, VectorizeIndex DOCS, Queue JOBS, Ai AI) {}

    public static void main(String[] arguments) {
        try (Env env = Env.load()) { // wrangler.jsonc declares the bindings, isobar.toml says where they are stored
            App app = env.as(App.class);
            app.CACHE().put("session:1", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)));
            app.DB().exec("CREATE TABLE IF NOT EXISTS users (email TEXT PRIMARY KEY, name TEXT NOT NULL)");
            app.DB().prepare("REPLACE INTO users VALUES (?, ?)").bind("ada@example.com", "Ada").run();
            app.FILES().put("ada.txt", "The Analytical Engine weaves algebraical patterns.");
            app.JOBS().send(Map.of("index", "ada.txt"));
            float[] vector = app.AI().embed("@cf/baai/bge-small-en-v1.5", List.of("weaving patterns")).vector(0);
            app.DOCS().upsert(List.of(VectorizeVector.of("ada.txt", vector)));
            Answers.check(app, vector);
        }
    }
}
