package dev.isobar.tck;

import dev.isobar.kv.KVNamespace;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@code docs/spec/kv.md}.
 *
 * @since 0.1.0
 */
public abstract class KVNamespaceTck extends BindingTck<KVNamespace> {
    /** For subclasses. */
    protected KVNamespaceTck() {}

    @Override
    final String binding() {
        return "kv";
    }

    @Override
    final GoldenPlayer<KVNamespace> player() {
        return (subject, clock, scenario) -> new KvOperations(subject, clock);
    }

    @Nested
    class Bulk extends KvBulkRules {}

    @Nested
    class Concurrency extends KvConcurrencyRules {}

    @Nested
    class Consistency extends KvConsistencyRules {}

    @Nested
    class Deleting extends KvDeleteRules {}

    @Nested
    class Errors extends KvErrorRules {}

    @Nested
    class Expiry extends KvExpiryRules {}

    @Nested
    class Interrupted extends KvInterruptRules {}

    @Nested
    class Json extends KvJsonRules {}

    @Nested
    class Keys extends KvKeyRules {}

    @Nested
    class Listing extends KvListRules {}

    @Nested
    class LongListings extends KvLongListingRules {}

    @Nested
    class Metadata extends KvMetadataRules {}

    @Nested
    class Pages extends KvPageRules {}

    @Nested
    class OwnClock extends KvOwnClockRules {}

    @Nested
    class Prefixes extends KvPrefixRules {}

    @Nested
    class Reading extends KvGetRules {}

    @Nested
    class SecondEnvironments extends KvSecondRules {}

    @Nested
    class Storing extends KvPutRules {}

    @Nested
    class Sweeping extends KvSweepRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("kv", report, this).scenarios();
    }
}
