package dev.isobar.tck;

import dev.isobar.r2.R2Bucket;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@code docs/spec/r2.md}. */
public abstract class R2BucketTck extends BindingTck<R2Bucket> {
    /** For subclasses. */
    protected R2BucketTck() {}

    @Override
    final String binding() {
        return "r2";
    }

    @Nested
    class Keys extends R2KeyRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("r2", report, this, R2Operations::new).scenarios();
    }
}
