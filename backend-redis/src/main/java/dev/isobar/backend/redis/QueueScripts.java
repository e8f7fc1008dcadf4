package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.support.QueueRetention;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The scripts of queues, on the keys of one part of one queue. */
final class QueueScripts {
    private static final Script CONTROL = script("queue-control", ScriptOutputType.INTEGER);
    private static final Script LOOK = script("queue-look", ScriptOutputType.MULTI);
    private static final Script PEEK = script("queue-peek", ScriptOutputType.MULTI);
    private static final Script SEND = script("queue-send", ScriptOutputType.MULTI);
    private static final Script SETTLE = script("queue-settle", ScriptOutputType.MULTI);
    private static final Script TAKE = script("queue-take", ScriptOutputType.MULTI);

    private final RedisLink link;
    private final byte[][] keys;
    private final StoreClock clock;
    private final Duration retention;
    private final byte[] channel;

    QueueScripts(
            RedisLink link, Partitions partitions, int part, StoreClock clock, Duration retention, byte[] channel) {
        this.link = link;
        this.keys = new byte[][] {
            partitions.key(part, "ready"),
            partitions.key(part, "sent"),
            partitions.key(part, "later"),
            partitions.key(part, "heads"),
            partitions.key(part, "bodies"),
            partitions.key(part, "info")
        };
        this.clock = clock;
        this.retention = retention;
        this.channel = channel;
    }

    private static Script script(String name, ScriptOutputType output) {
        return Script.of(name, output, "time", "queue");
    }

    Script.Call<List<byte[]>> send(List<byte[]> messages) {
        return start(SEND, List.of(now(), number(retention), channel), messages);
    }

    /** Stores dead letters; how long their queue keeps messages is known to those who have declared it. */
    Script.Call<List<byte[]>> bury(List<byte[]> letters) {
        return start(SEND, List.of(now(), number(QueueRetention.LONGEST), channel), letters);
    }

    Script.Call<List<byte[]>> look() {
        return start(LOOK, List.of(now(), number(retention)), List.of());
    }

    Script.Call<List<byte[]>> take(int most, Duration fill, Duration visibility) {
        return start(
                TAKE, List.of(now(), number(retention), number(most), number(fill), number(visibility)), List.of());
    }

    Script.Call<List<byte[]>> settle(List<byte[]> settlements) {
        return start(SETTLE, List.of(now(), number(retention), channel), settlements);
    }

    Script.Call<List<byte[]>> peek(int most) {
        return start(PEEK, List.of(now(), number(retention), number(most)), List.of());
    }

    Script.Call<Long> control(String what) {
        return CONTROL.start(link, keys, channel, what.getBytes(UTF_8));
    }

    private Script.Call<List<byte[]>> start(Script script, List<byte[]> first, List<byte[]> others) {
        List<byte[]> arguments = new ArrayList<>(first);
        arguments.addAll(others);
        return script.start(link, keys, arguments.toArray(byte[][]::new));
    }

    private byte[] now() {
        return number(clock.forScripts());
    }

    private static byte[] number(Duration time) {
        return number(time.toMillis());
    }

    static byte[] number(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
