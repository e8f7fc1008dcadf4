package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.d1.D1Database;
import dev.isobar.error.D1Exception;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Something that is in a store, or not, whatever its service. */
final class StoreContent {
    private static final Duration MORE = Duration.ofSeconds(5);

    private final Env env;
    private final Stores stores;
    private final String binding;

    StoreContent(Env env, Stores stores, String binding) {
        this.env = env;
        this.stores = stores;
        this.binding = binding;
    }

    /** A binding that was opened on a store. */
    interface Opened {
        void write();
    }

    String label() {
        return stores.service().label();
    }

    void write(String store) {
        open(store).write();
    }

    /** Opens a store once and returns how something is written to it. */
    Opened open(String store) {
        return switch (stores.service()) {
            case AI -> throw Trial.LackException.ofService("ai");
            case D1 -> writer(stores.open(store, D1Database.class));
            case KV -> writer(stores.open(store, KVNamespace.class));
            case QUEUES -> writer(stores.open(store, Queue.class));
            case R2 -> writer(stores.open(store, R2Bucket.class));
            case VECTORIZE -> writer(stores.open(store, VectorizeIndex.class));
        };
    }

    /** Writes through the binding that the environment was opened with. */
    void writeByBinding() {
        Opened opened =
                switch (stores.service()) {
                    case AI -> throw Trial.LackException.ofService("ai");
                    case D1 -> writer(env.d1(binding));
                    case KV -> writer(env.kv(binding));
                    case QUEUES -> writer(env.queue(binding));
                    case R2 -> writer(env.r2(binding));
                    case VECTORIZE -> writer(env.vectorize(binding));
                };
        opened.write();
    }

    private static Opened writer(D1Database db) {
        return () -> db.exec("CREATE TABLE IF NOT EXISTS kept (body TEXT)");
    }

    private static Opened writer(KVNamespace kv) {
        return () -> kv.put("kept", "open");
    }

    private static Opened writer(Queue queue) {
        return () -> queue.send("kept");
    }

    private static Opened writer(R2Bucket bucket) {
        return () -> bucket.put("kept", "open");
    }

    private static Opened writer(VectorizeIndex index) {
        return () -> {
            float[] values = new float[Math.max(2, index.describe().dimensions())];
            values[0] = 1;
            index.upsert(List.of(VectorizeVector.of("kept", values)));
        };
    }

    /** Whether it is in a store, as soon as a backend must show it that is late with what was written. */
    boolean isIn(String store) {
        BooleanSupplier there = reader(store);
        Duration delay = env.capabilities(binding).visibility();
        if (!delay.isZero() && !there.getAsBoolean()) {
            try {
                Await.until(delay.plus(MORE), there);
            } catch (AssertionError never) {
                return false;
            }
        }
        return there.getAsBoolean();
    }

    private BooleanSupplier reader(String store) {
        return switch (stores.service()) {
            case AI -> throw Trial.LackException.ofService("ai");
            case D1 -> {
                D1Database db = stores.open(store, D1Database.class);
                yield () -> isTable(db);
            }
            case KV -> {
                KVNamespace kv = stores.open(store, KVNamespace.class);
                yield () -> kv.get("kept") != null;
            }
            case QUEUES -> {
                stores.open(store, Queue.class);
                yield () -> !env.puller(store).pull().isEmpty();
            }
            case R2 -> {
                R2Bucket bucket = stores.open(store, R2Bucket.class);
                yield () -> bucket.head("kept") != null;
            }
            case VECTORIZE -> {
                VectorizeIndex index = stores.open(store, VectorizeIndex.class);
                yield () -> !index.getByIds(List.of("kept")).isEmpty();
            }
        };
    }

    private static boolean isTable(D1Database db) {
        try {
            db.exec("SELECT body FROM kept");
            return true;
        } catch (D1Exception noTable) {
            return false;
        }
    }
}
