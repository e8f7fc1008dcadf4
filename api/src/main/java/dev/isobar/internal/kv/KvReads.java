package dev.isobar.internal.kv;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.ServiceCall;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvLimits;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.KvDriver.KvRecord;
import dev.isobar.spi.KvDriver.KvWanted;
import dev.isobar.spi.TooManyBytesException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks reads, in the order in which Cloudflare does. */
final class KvReads {
    private static final int MEBIBYTE = 1024 * 1024;

    private final KvRefusals refusals;
    private final KvLimits limits;

    KvReads(KvRefusals refusals, KvLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    void checkGet(ServiceCall call, String key, KvGetOptions options) {
        checkCacheTtlRange(call, options.cacheTtl());
        refusals.checkKey(call, key);
        checkCacheTtl(call, options.cacheTtl());
    }

    private void checkCacheTtlRange(ServiceCall call, @Nullable Duration cacheTtl) {
        if (cacheTtl != null) {
            refusals.checkRange(call, cacheTtl.toSeconds());
        }
    }

    private void checkCacheTtl(ServiceCall call, @Nullable Duration cacheTtl) {
        long least = limits.minCacheTtl().toSeconds();
        if (cacheTtl != null && cacheTtl.toSeconds() < least) {
            throw refusals.invalid(
                    call,
                    "Invalid cache_ttl of " + cacheTtl.toSeconds() + ". Cache TTL must be at least " + least + ".");
        }
    }

    /** Checks a bulk read; returns the keys without repetitions. */
    List<String> checkBulk(ServiceCall call, Collection<String> keys, KvType<?> type, KvGetOptions options) {
        checkCacheTtlRange(call, options.cacheTtl());
        if (type.kind() != KvType.Kind.TEXT && type.kind() != KvType.Kind.JSON) {
            throw refusals.invalid(call, '"' + name(type) + "\" is not a valid type. Use \"json\" or \"text\"");
        }
        List<String> asked = List.copyOf(keys);
        if (asked.size() > limits.bulkKeys()) {
            throw refusals.tooMuch(call, 400, "You can request a maximum of " + limits.bulkKeys() + " keys");
        }
        if (asked.isEmpty()) {
            throw refusals.invalid(call, "You must request a minimum of 1 key");
        }
        asked.forEach(key -> refusals.checkBulkKey(call, key));
        checkCacheTtl(call, options.cacheTtl());
        return List.copyOf(new LinkedHashSet<>(asked));
    }

    private static String name(KvType<?> type) {
        return type.kind() == KvType.Kind.BYTES
                ? "arrayBuffer"
                : type.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Reads several entries; drivers that do not count themselves are checked here. */
    List<@Nullable KvRecord> bulk(ServiceCall call, KvDriver driver, List<String> keys, KvWanted wanted)
            throws Exception {
        List<@Nullable KvRecord> found;
        try {
            found = driver.getAll(keys, wanted, limits.bulkBytes());
        } catch (TooManyBytesException stopped) {
            throw tooManyBytes(call);
        }
        long total = 0;
        for (KvRecord entry : found) {
            total += entry == null ? 0 : entry.value().length;
        }
        if (total > limits.bulkBytes()) {
            throw tooManyBytes(call);
        }
        return found;
    }

    private IsobarException tooManyBytes(ServiceCall call) {
        return refusals.tooMuch(
                call, 413, "Total size of request exceeds the limit of " + limits.bulkBytes() / MEBIBYTE + "MB");
    }

    /** Checks a listing; returns the size of its pages. */
    int checkList(KvListOptions options) {
        if (options.limit() > limits.listKeys()) {
            throw refusals.invalid(
                    KvCalls.LIST,
                    "Invalid key_count_limit of " + options.limit() + ". Please specify an integer less than "
                            + limits.listKeys() + ".");
        }
        refusals.checkKeyBytes(KvCalls.LIST, options.prefix());
        return options.limit() <= 0 ? limits.listKeys() : options.limit();
    }
}
