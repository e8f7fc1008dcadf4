package dev.isobar.backend.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names a lease: the part of the queue, which of the message's leases it is, the message. */
record RedisLease(int part, long number, String id) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,15})\\.(.+)", Pattern.DOTALL);

    /** Returns the lease, or null if the text was never handed out. */
    static @Nullable RedisLease parse(String text, int parts) {
        Matcher members = FORM.matcher(text);
        if (!members.matches() || Integer.parseInt(members.group(1)) >= parts) {
            return null;
        }
        return new RedisLease(Integer.parseInt(members.group(1)), Long.parseLong(members.group(2)), members.group(3));
    }

    @Override
    public String toString() {
        return part + "." + number + "." + id;
    }
}
