package dev.isobar.backend.redis;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What names a lease: the queue and the part of it, which of the message's leases it is, the message.
 *
 * @param queue a short text for the queue: a dead letter keeps its id, and a lease is of one queue only
 */
record RedisLease(String queue, int part, long number, String id) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8})\\.(0|[1-9]\\d{0,3})\\.([1-9]\\d{0,14})\\.(.+)", Pattern.DOTALL);

    /** Returns the lease, or null if no lease has such a name. */
    static @Nullable RedisLease parse(String text) {
        Matcher members = FORM.matcher(text);
        return members.matches()
                ? new RedisLease(
                        members.group(1),
                        Integer.parseInt(members.group(2)),
                        Long.parseLong(members.group(3)),
                        members.group(4))
                : null;
    }

    /** The text for the queue of a Redis key. */
    static String queue(byte[] key) {
        CRC32 hash = new CRC32();
        hash.update(key);
        return String.format(Locale.ROOT, "%08x", hash.getValue());
    }

    @Override
    public String toString() {
        return queue + "." + part + "." + number + "." + id;
    }
}
