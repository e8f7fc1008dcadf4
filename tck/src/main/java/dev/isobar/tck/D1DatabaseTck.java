package dev.isobar.tck;

import dev.isobar.d1.D1Database;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@code docs/spec/d1.md}.
 *
 * @since 0.1.0
 */
public abstract class D1DatabaseTck extends BindingTck<D1Database> {
    /** For subclasses. */
    protected D1DatabaseTck() {}

    @Override
    final String binding() {
        return "d1";
    }

    @Override
    final GoldenPlayer<D1Database> player() {
        return (subject, clock, scenario) -> new D1Operations(subject, clock);
    }

    @Nested
    class Preparing extends D1PrepareRules {}

    @Nested
    class Binding extends D1BindRules {}

    @Nested
    class Querying extends D1QueryRules {}

    @Nested
    class Shapes extends D1ShapeRules {}

    @Nested
    class Records extends D1RecordRules {}

    @Nested
    class Types extends D1TypeRules {}

    @Nested
    class Batches extends D1BatchRules {}

    @Nested
    class Streams extends D1StreamRules {}

    @Nested
    class Transactions extends D1TransactionRules {}

    @Nested
    class Shared extends D1SharedRules {}

    @Nested
    class Scripts extends D1ExecRules {}

    @Nested
    class Metadata extends D1MetaRules {}

    @Nested
    class Sessions extends D1SessionRules {}

    @Nested
    class Sql extends D1SqlRules {}

    @Nested
    class Dialect extends D1DialectRules {}

    @Nested
    class Functions extends D1FunctionRules {}

    @Nested
    class Errors extends D1ErrorRules {}

    @Nested
    class Constraints extends D1ConstraintRules {}

    @Nested
    class Remaining extends D1RemainsRules {}

    @Nested
    class Sizes extends D1LimitRules {}

    @Nested
    class Interrupted extends D1InterruptRules {}

    @Nested
    class Migrations extends D1MigrationRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("d1", report, this).scenarios();
    }
}
