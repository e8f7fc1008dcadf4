package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Failure;
import dev.isobar.spi.KvDriver;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One namespace: a string for each entry, and in each part an index of the names. */
final class RedisKvDriver implements KvDriver {
    private static final Script PUT = Script.of("kv-put", ScriptOutputType.INTEGER, "time", "kv-sweep");
    private static final Script DELETE = Script.of("kv-delete", ScriptOutputType.INTEGER);
    static final byte[] VALUE = "v:".getBytes(UTF_8);
    static final String NAMES = "names";
    static final String ENDS = "ends";

    private final RedisLink link;
    private final Partitions partitions;
    private final StoreClock clock;
    private final BulkRead bulk;
    private final SeenNames seen = new SeenNames();

    RedisKvDriver(RedisLink link, Partitions partitions, StoreClock clock) {
        this.link = link;
        this.partitions = partitions;
        this.clock = clock;
        this.bulk = new BulkRead(link, partitions, clock);
    }

    @Override
    public Capabilities capabilities() {
        Capabilities standard = Capabilities.of(Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES);
        return clock.controlled() ? standard.with(Capability.CONTROLLED_CLOCK) : standard;
    }

    @Override
    public Failure classify(Throwable thrown) {
        return link.classify(thrown);
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
        return link.unwrap(type);
    }

    @Override
    public @Nullable KvRecord get(String key, KvWanted wanted) {
        byte[] name = key.getBytes(UTF_8);
        CommandArgs<byte[], byte[]> arguments =
                new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(partitions.key(partitions.of(name), VALUE, name));
        KvRecord entry =
                link.<@Nullable KvRecord>await(link.commands().dispatch(CommandType.GET, new EntryOutput(), arguments));
        return entry == null || clock.hasPassed(entry.expiration()) ? null : entry;
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys, KvWanted wanted, long mostBytes) {
        return bulk.read(keys, mostBytes);
    }

    @Override
    public void put(String key, KvRecord entry) {
        byte[] name = key.getBytes(UTF_8);
        int part = partitions.of(name);
        byte[] value = partitions.key(part, VALUE, name);
        byte[] record = EntryFormat.encode(entry);
        if (entry.expiration() == null && seen.has(key) && overwritten(value, record)) {
            return;
        }
        long life = entry.expiration() == null
                ? 0
                : Math.max(1, Duration.between(clock.now(), entry.expiration()).toMillis());
        PUT.<Long>start(link, keys(part, name), record, name, number(life), number(clock.forScripts()))
                .await();
        seen.add(key);
    }

    // An entry that exists is in the index already.
    private boolean overwritten(byte[] value, byte[] record) {
        return "OK".equals(link.await(link.commands().set(value, record, SetArgs.Builder.xx())));
    }

    @Override
    public void delete(String key) {
        deleteAll(List.of(key));
    }

    @Override
    public void deleteAll(List<String> keys) {
        KeyGroups<byte[]> groups = new KeyGroups<>();
        for (String key : keys) {
            seen.remove(key);
            byte[] name = key.getBytes(UTF_8);
            groups.add(partitions.of(name), name);
        }
        List<Script.Call<Long>> calls = new ArrayList<>();
        groups.all().forEach(group -> calls.add(delete(group.part(), group.items())));
        calls.forEach(Script.Call::await);
    }

    private Script.Call<Long> delete(int part, List<byte[]> names) {
        List<byte[]> touched = new ArrayList<>(List.of(partitions.key(part, NAMES), partitions.key(part, ENDS)));
        names.forEach(name -> touched.add(partitions.key(part, VALUE, name)));
        return DELETE.start(link, touched.toArray(byte[][]::new), names.toArray(byte[][]::new));
    }

    private byte[][] keys(int part, byte[] name) {
        return new byte[][] {partitions.key(part, VALUE, name), partitions.key(part, NAMES), partitions.key(part, ENDS)
        };
    }

    static byte[] number(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    @Override
    public KvListing list(String prefix, @Nullable String position, int limit) {
        return new ListedPage(link, partitions, clock, prefix, position).read(limit);
    }
}
