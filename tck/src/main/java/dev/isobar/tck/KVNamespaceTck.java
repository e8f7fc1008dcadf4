package dev.isobar.tck;

import dev.isobar.kv.KVNamespace;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@code docs/spec/kv.md}. */
public abstract class KVNamespaceTck extends BindingTck<KVNamespace> {
    /** For subclasses. */
    protected KVNamespaceTck() {}

    @Override
    final String binding() {
        return "kv";
    }

    @Nested
    class Keys extends KvKeyRules {}

    @Nested
    class Listing extends KvListRules {}

    @Nested
    class Metadata extends KvMetadataRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("kv", report, this, KvOperations::new).scenarios();
    }
}
