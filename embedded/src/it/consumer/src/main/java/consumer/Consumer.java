package consumer;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import java.time.Duration;

/** Uses each binding once and stops at the first surprise. */
public final class Consumer {
    private Consumer() {}

    /** Runs the application. */
    public static void main(String[] arguments) {
        try (Env env = Env.builder()
                .bind(Service.KV, "CACHE", "memory:")
                .bind(Service.D1, "DB", "memory:")
                .open()) {
            useCache(env.kv("CACHE"));
            useDatabase(env.d1("DB"));
        }
        System.out.println("named module: " + Consumer.class.getModule().isNamed());
    }

    private static void useCache(KVNamespace cache) {
        cache.put("session:1", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)));
        expect("open", cache.get("session:1"));
    }

    private static void useDatabase(D1Database database) {
        database.exec("CREATE TABLE users (email TEXT PRIMARY KEY, name TEXT NOT NULL)");
        database.prepare("INSERT INTO users VALUES (?, ?)").bind("ada@example.com", "Ada").run();
        User found = database.prepare("SELECT * FROM users WHERE email = ?")
                .bind("ada@example.com")
                .first(User.class);
        expect(new User("ada@example.com", "Ada"), found);
    }

    private static void expect(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError("wanted " + wanted + ", found " + found);
        }
    }
}
