package dev.isobar.benchmarks;

import dev.isobar.Env;
import dev.isobar.error.Service;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Both ways to the server: an environment, and the client as its own documentation opens it. */
@State(Scope.Benchmark)
public class Redis {
    /** Names the server for the processes that measure. */
    static final String URL = "isobar.benchmarks.redis";

    /** What every key of the benchmarks begins with. */
    static final String PREFIX = "isobar-benchmarks:";

    final Env env;
    final RedisCommands<byte[], byte[]> raw;
    private final RedisClient client;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    /** Connects to the server of the run. */
    public Redis() {
        String url = System.getProperty(URL);
        String place = url + (url.contains("?") ? "&" : "?") + "prefix=" + PREFIX;
        this.env = Env.builder()
                .bind(Service.KV, "KV", place)
                .bind(Service.KV, "LIST10000", place)
                .bind(Service.KV, "LIST100000", place)
                .bind(Service.KV, "LIST1000000", place)
                .bind(Service.QUEUES, "QUEUE", place)
                .open();
        this.client = RedisClient.create(url);
        this.connection = client.connect(ByteArrayCodec.INSTANCE);
        this.raw = connection.sync();
    }

    /** Disconnects. */
    @TearDown
    public void close() {
        connection.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        env.close();
    }
}
