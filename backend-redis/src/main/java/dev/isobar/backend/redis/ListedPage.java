package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvListing;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** One page over all parts of a namespace, in the order of the names' bytes. */
final class ListedPage {
    private static final Script LIST = Script.of("kv-list", ScriptOutputType.MULTI, "time", "kv-sweep");

    private final RedisLink link;
    private final Partitions partitions;
    private final StoreClock clock;
    private final byte[] greatest;
    private final List<Run> runs = new ArrayList<>();

    private record Named(byte[] name, KvListed entry) {}

    ListedPage(RedisLink link, Partitions partitions, StoreClock clock, String prefix, @Nullable String position) {
        this.link = link;
        this.partitions = partitions;
        this.clock = clock;
        byte[] beginning = prefix.getBytes(UTF_8);
        byte[] after = position == null ? new byte[0] : position.getBytes(UTF_8);
        byte[] least = Arrays.compareUnsigned(after, beginning) >= 0 && position != null
                ? bound('(', after)
                : beginning.length == 0 ? new byte[] {'-'} : bound('[', beginning);
        // No byte of UTF-8 is 255.
        this.greatest = beginning.length == 0 ? new byte[] {'+'} : bound('(', beginning, (byte) 0xff);
        for (int part = 0; part < partitions.count(); part++) {
            runs.add(new Run(part, least));
        }
    }

    private static byte[] bound(char side, byte[] name, byte... end) {
        byte[] bound = new byte[1 + name.length + end.length];
        bound[0] = (byte) side;
        System.arraycopy(name, 0, bound, 1, name.length);
        System.arraycopy(end, 0, bound, 1 + name.length, end.length);
        return bound;
    }

    /** The entries of one part, as far as they were read. */
    private final class Run {
        private final int part;
        private final Deque<Named> entries = new ArrayDeque<>();
        private byte @Nullable [] least;

        Run(int part, byte[] least) {
            this.part = part;
            this.least = least;
        }

        Script.@Nullable Call<List<byte[]>> ask(int most) {
            if (least == null || !entries.isEmpty()) {
                return null;
            }
            byte[][] keys = {partitions.key(part, RedisKvDriver.NAMES), partitions.key(part, RedisKvDriver.ENDS)};
            return LIST.start(
                    link,
                    keys,
                    partitions.key(part, RedisKvDriver.VALUE, new byte[0]),
                    least,
                    greatest,
                    RedisKvDriver.number(most),
                    RedisKvDriver.number(clock.forScripts()));
        }

        void take(List<byte[]> answer) {
            byte[] reached = answer.get(0);
            least = reached.length == 0 ? null : bound('(', reached);
            for (int i = 1; i < answer.size(); i += 2) {
                byte[] name = answer.get(i);
                entries.add(new Named(name, EntryFormat.listed(name, answer.get(i + 1))));
            }
        }

        Named first() {
            return entries.element();
        }
    }

    KvListing read(int limit) {
        int share = share(limit);
        PriorityQueue<Run> merge =
                new PriorityQueue<>(Comparator.comparing(run -> run.first().name(), Arrays::compareUnsigned));
        fill(runs, merge, share);
        List<KvListed> page = new ArrayList<>();
        while (page.size() < limit && !merge.isEmpty()) {
            Run run = merge.remove();
            page.add(run.entries.remove().entry());
            fill(List.of(run), merge, share);
        }
        return new KvListing(
                page, merge.isEmpty() ? null : page.get(page.size() - 1).key());
    }

    /** Fills empty runs, all in one round trip, and puts those with entries in their place. */
    private void fill(List<Run> wanted, PriorityQueue<Run> merge, int share) {
        List<Run> left = wanted;
        while (!left.isEmpty()) {
            List<Script.@Nullable Call<List<byte[]>>> calls = new ArrayList<>();
            left.forEach(run -> calls.add(run.ask(share)));
            List<Run> again = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                Run run = left.get(i);
                Script.Call<List<byte[]>> call = calls.get(i);
                if (call != null) {
                    run.take(call.await());
                }
                if (!run.entries.isEmpty()) {
                    merge.add(run);
                } else if (run.least != null) {
                    again.add(run);
                }
            }
            left = again;
        }
    }

    // Names spread evenly, so each part is asked for its share of the page and a little more.
    private int share(int limit) {
        if (runs.size() == 1) {
            return limit + 1;
        }
        double even = (double) limit / runs.size();
        return (int) Math.ceil(even + 3 * Math.sqrt(even)) + 1;
    }
}
