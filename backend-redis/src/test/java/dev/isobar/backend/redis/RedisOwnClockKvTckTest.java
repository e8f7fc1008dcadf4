package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.Settings;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;

/** Entries on the server's own time, as in production; one rule waits a minute for the shortest expiration. */
@Tag("endurance")
class RedisOwnClockKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "redis-own-clock";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        URI url = URI.create(TestServers.single());
        Backend backend = new RedisBackendProvider()
                .open(BackendConfig.of(url.getScheme(), "//" + url.getRawAuthority(), Map.of()));
        String prefix = TestServers.uniquePrefix();
        Settings settings = Settings.of("redis", Map.of("prefix", prefix));
        KvDriver driver = backend.kv(new BindingTarget("SUBJECT", null, settings));
        StatefulRedisConnection<String, String> connection =
                Objects.requireNonNull(driver.unwrap(RedisClient.class)).connect(RedisURI.create(TestServers.single()));
        TckSubject<KVNamespace> subject = TckSubject.of(Service.KV, driver, clock, Env::kv);
        return new TckSubject<>(subject.binding(), subject.capabilities(), subject.server(), () -> {
                    subject.resource().close();
                    connection.close();
                    backend.close();
                })
                .withRemains(() -> Map.of("entries", stored(connection.sync(), prefix)));
    }

    /** Keys, and the members of the indices. */
    private static long stored(RedisCommands<String, String> redis, String prefix) {
        long stored = 0;
        ScanIterator<String> keys =
                ScanIterator.scan(redis, ScanArgs.Builder.matches(prefix + "*").limit(1_000));
        while (keys.hasNext()) {
            String key = keys.next();
            stored += redis.type(key).equals("zset") ? redis.zcard(key) : 1;
        }
        return stored;
    }
}
