package dev.isobar.tck;

import org.junit.jupiter.api.Nested;

/**
 * The rules of {@code docs/spec/queues.md} and {@code docs/spec/env.md} about consumers on threads of their own: what they
 * survive, how they keep leases, how they end. The threads run in elapsed time, the store by the kit's clock where it can.
 *
 * @since 0.1.0
 */
public abstract class ConsumerTck extends BindingTck<ConsumerSubject> {
    /** For subclasses. */
    protected ConsumerTck() {}

    @Override
    final String binding() {
        return "consumer";
    }

    @Nested
    class Closing extends ConsumerClosingRules {}

    @Nested
    class Counts extends ConsumerCountRules {}

    @Nested
    class Failures extends ConsumerFailureRules {}

    @Nested
    class Leases extends ConsumerLeaseRules {}

    @Nested
    class OwnEnds extends ConsumerOwnEndRules {}

    @Nested
    class Shutdowns extends ConsumerShutdownRules {}
}
