package consumer;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvPutOptions;
import java.time.Duration;

/** Uses each binding once and stops at the first surprise. */
public final class Consumer {
    private Consumer() {}

    /** Runs the application. */
    public static void main(String[] arguments) {
        try (Env env = Env.builder().bind(Service.KV, "CACHE", "memory:").open()) {
            KVNamespace cache = env.kv("CACHE");
            cache.put("session:1", "open", KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)));
            expect("open", cache.get("session:1"));
        }
        System.out.println("named module: " + Consumer.class.getModule().isNamed());
    }

    private static void expect(Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new AssertionError("wanted " + wanted + ", found " + found);
        }
    }
}
