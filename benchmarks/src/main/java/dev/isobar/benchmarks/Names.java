package dev.isobar.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A namespace with many small entries, a thousand under each prefix. */
@State(Scope.Benchmark)
public class Names {
    static final int PAGE = 1_000;

    /** Copies an entry to other names, and puts them into the index. */
    private static final String COPY = "local entry = redis.call('GET', KEYS[1]) local index = {} "
            + "for i = ARGV[2], ARGV[3] do local name = string.format('%07d', i) "
            + "redis.call('SET', ARGV[1] .. name, entry) index[#index + 1] = 0 index[#index + 1] = name end "
            + "return redis.call('ZADD', KEYS[2], unpack(index))";

    @Param({"10000", "100000", "1000000"})
    int keys;

    /** For JMH. */
    public Names() {}

    String namespace() {
        return "LIST" + keys;
    }

    /** Makes the entries out of one, on the server, unless an earlier process of the run has. */
    @Setup
    public void copy(Redis redis) {
        String part = Redis.PREFIX + "kv:{" + namespace() + ":0.0}:";
        byte[][] touched = {(part + "v:0000000").getBytes(UTF_8), (part + "names").getBytes(UTF_8)};
        if (redis.raw.zcard(touched[1]) == keys) {
            return;
        }
        redis.env.kv(namespace()).put("0000000", "an entry like all others");
        for (int from = 0; from < keys; from += PAGE) {
            redis.raw.eval(
                    COPY.getBytes(UTF_8),
                    ScriptOutputType.INTEGER,
                    touched,
                    (part + "v:").getBytes(UTF_8),
                    Integer.toString(from).getBytes(UTF_8),
                    Integer.toString(from + PAGE - 1).getBytes(UTF_8));
        }
    }

    String prefix() {
        return String.format(Locale.ROOT, "%04d", ThreadLocalRandom.current().nextInt(keys / PAGE));
    }
}
