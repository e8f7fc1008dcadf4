package dev.isobar.backend.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names a lease: which of its message's leases it is, the secret of the message, the message. */
record MemoryLease(long number, String secret, String id) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,17})\\.([0-9a-f]{1,16})\\.(.+)", Pattern.DOTALL);

    /** Returns the lease, or null if no lease has such a name. */
    static @Nullable MemoryLease parse(String text) {
        Matcher members = FORM.matcher(text);
        return members.matches()
                ? new MemoryLease(Long.parseLong(members.group(1)), members.group(2), members.group(3))
                : null;
    }

    @Override
    public String toString() {
        return number + "." + secret + "." + id;
    }
}
