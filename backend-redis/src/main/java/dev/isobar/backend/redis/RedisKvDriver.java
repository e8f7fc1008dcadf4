package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Failure;
import dev.isobar.spi.KvDriver;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final SeenNames seen = new SeenNames();

    RedisKvDriver(RedisLink link, Partitions partitions, StoreClock clock) {
        this.link = link;
        this.partitions = partitions;
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return clock.controlled()
                ? Capabilities.of(Capability.CONTROLLED_CLOCK, Capability.READ_YOUR_WRITES)
                : Capabilities.of(Capability.READ_YOUR_WRITES);
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
    public @Nullable KvRecord get(String key) {
        byte[] name = key.getBytes(UTF_8);
        CommandArgs<byte[], byte[]> arguments =
                new CommandArgs<>(ByteArrayCodec.INSTANCE).addKey(partitions.key(partitions.of(name), VALUE, name));
        return living(link.<@Nullable KvRecord>await(
                link.commands().dispatch(CommandType.GET, new EntryOutput(), arguments)));
    }

    // The server ends entries by its own time; a clock of the environment's may be ahead of it.
    private @Nullable KvRecord living(@Nullable KvRecord entry) {
        boolean ended = entry != null
                && clock.controlled()
                && entry.expiration() != null
                && !entry.expiration().isAfter(clock.now());
        return ended ? null : entry;
    }

    @Override
    public List<@Nullable KvRecord> getAll(List<String> keys) {
        Map<Integer, List<Integer>> bySlot = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            int slot = link.cluster() ? partitions.of(keys.get(i).getBytes(UTF_8)) : 0;
            bySlot.computeIfAbsent(slot, none -> new ArrayList<>()).add(i);
        }
        List<RedisFuture<List<byte @Nullable []>>> answers = new ArrayList<>();
        bySlot.values().forEach(places -> answers.add(values(places, keys)));
        List<@Nullable KvRecord> entries = new ArrayList<>(Collections.nCopies(keys.size(), null));
        int next = 0;
        for (List<Integer> places : bySlot.values()) {
            List<byte @Nullable []> found = link.await(answers.get(next++));
            for (int i = 0; i < found.size(); i++) {
                byte[] entry = found.get(i);
                entries.set(places.get(i), entry == null ? null : living(EntryFormat.decode(ByteBuffer.wrap(entry))));
            }
        }
        return entries;
    }

    private RedisFuture<List<byte @Nullable []>> values(List<Integer> places, List<String> keys) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
        for (int place : places) {
            byte[] name = keys.get(place).getBytes(UTF_8);
            arguments.addKey(partitions.key(partitions.of(name), VALUE, name));
        }
        return link.commands().dispatch(CommandType.MGET, new ReplyOutput(), arguments);
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
        Map<Integer, List<byte[]>> byPart = new HashMap<>();
        for (String key : keys) {
            seen.remove(key);
            byte[] name = key.getBytes(UTF_8);
            byPart.computeIfAbsent(partitions.of(name), part -> new ArrayList<>())
                    .add(name);
        }
        List<Script.Call<Long>> calls = new ArrayList<>();
        byPart.forEach((part, names) -> calls.add(delete(part, names)));
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
