package dev.isobar.tck;

import dev.isobar.d1.D1Database;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@code docs/spec/d1.md}. */
public abstract class D1DatabaseTck extends BindingTck<D1Database> {
    /** For subclasses. */
    protected D1DatabaseTck() {}

    @Override
    final String binding() {
        return "d1";
    }

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("d1", report, this, D1Operations::new).scenarios();
    }
}
