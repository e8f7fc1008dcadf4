package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.backend.redis.KeyGroups.Group;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.TooManyBytesException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads several entries of a namespace in one round trip. If the entries of the last read were small, MGET reads these
 * too, and skips what is beyond the limit; otherwise a script adds up their lengths before the server sends any of them.
 */
final class BulkRead {
    private static final Script MEASURED = Script.of("kv-get-all", ScriptOutputType.MULTI);

    private final RedisLink link;
    private final Partitions partitions;
    private final StoreClock clock;

    /** The bytes of the largest value of the last read, or -1 before the first. */
    private volatile long largest = -1;

    BulkRead(RedisLink link, Partitions partitions, StoreClock clock) {
        this.link = link;
        this.partitions = partitions;
        this.clock = clock;
    }

    List<@Nullable KvRecord> read(List<String> keys, long mostBytes) {
        ReadBudget budget = new ReadBudget(mostBytes);
        boolean small = largest >= 0 && largest * keys.size() <= mostBytes;
        List<Group<Integer>> groups = groups(keys);
        List<Supplier<List<@Nullable KvRecord>>> answers = new ArrayList<>();
        for (Group<Integer> group : groups) {
            byte[][] names = names(group.items(), keys);
            answers.add(small ? plain(names, budget) : measured(names, mostBytes, budget));
        }
        List<@Nullable KvRecord> entries = new ArrayList<>(Collections.nCopies(keys.size(), null));
        for (int i = 0; i < groups.size(); i++) {
            List<Integer> places = groups.get(i).items();
            List<@Nullable KvRecord> found = answers.get(i).get();
            if (found.size() < places.size() || budget.exceeded()) {
                largest = mostBytes;
                throw new TooManyBytesException(mostBytes);
            }
            for (int j = 0; j < places.size(); j++) {
                entries.set(places.get(j), found.get(j));
            }
        }
        learn(entries);
        return entries;
    }

    private List<Group<Integer>> groups(List<String> keys) {
        KeyGroups<Integer> groups = new KeyGroups<>();
        for (int i = 0; i < keys.size(); i++) {
            groups.add(link.cluster() ? partitions.of(keys.get(i).getBytes(UTF_8)) : 0, i);
        }
        return groups.all();
    }

    private byte[][] names(List<Integer> places, List<String> keys) {
        byte[][] names = new byte[places.size()][];
        for (int i = 0; i < names.length; i++) {
            byte[] name = keys.get(places.get(i)).getBytes(UTF_8);
            names[i] = partitions.key(partitions.of(name), RedisKvDriver.VALUE, name);
        }
        return names;
    }

    private Supplier<List<@Nullable KvRecord>> plain(byte[][] names, ReadBudget budget) {
        CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(names);
        RedisFuture<List<@Nullable KvRecord>> answer =
                link.commands().dispatch(CommandType.MGET, new EntriesOutput(budget, clock), arguments);
        return () -> link.await(answer);
    }

    private Supplier<List<@Nullable KvRecord>> measured(byte[][] names, long mostBytes, ReadBudget budget) {
        Script.Call<List<@Nullable KvRecord>> call = MEASURED.start(
                link,
                () -> new EntriesOutput(budget, clock),
                names,
                RedisKvDriver.number(mostBytes),
                RedisKvDriver.number(clock.forScripts()));
        return call::await;
    }

    private void learn(List<@Nullable KvRecord> entries) {
        long most = -1;
        for (KvRecord entry : entries) {
            most = Math.max(most, entry == null ? -1 : entry.value().length);
        }
        if (most >= 0) {
            largest = most;
        }
    }
}
