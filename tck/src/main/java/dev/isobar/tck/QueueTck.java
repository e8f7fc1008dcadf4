package dev.isobar.tck;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/** The rules of {@code docs/spec/queues.md}. */
public abstract class QueueTck extends BindingTck<QueueSubject> {
    /** For subclasses. */
    protected QueueTck() {}

    @Override
    final String binding() {
        return "queues";
    }

    @Nested
    class Sending extends QueueSendRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("queues", report, this, QueueOperations::new).scenarios();
    }
}
