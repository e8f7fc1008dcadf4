package dev.isobar.tck;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The rules of {@code docs/spec/queues.md}. On a store that keeps time itself they wait; they run side by side where JUnit
 * is configured to execute in parallel ({@code junit.jupiter.execution.parallel.enabled}).
 *
 * @since 0.1.0
 */
@Execution(ExecutionMode.CONCURRENT)
public abstract class QueueTck extends BindingTck<QueueSubject> {
    /** For subclasses. */
    protected QueueTck() {}

    @Override
    final String binding() {
        return "queue";
    }

    @Override
    final GoldenPlayer<QueueSubject> player() {
        return QueueOperations::new;
    }

    @Nested
    class Acknowledging extends QueueAckRules {}

    @Nested
    class Backlogs extends QueueBacklogRules {}

    @Nested
    class Batches extends QueueBatchRules {}

    @Nested
    class Concurrency extends QueueConcurrencyRules {}

    @Nested
    class Control extends QueueControlRules {}

    @Nested
    class DeadLetters extends QueueDeadLetterRules {}

    @Nested
    class Delays extends QueueDelayRules {}

    @Nested
    class Failures extends QueueFailureRules {}

    @Nested
    class Interrupted extends QueueInterruptRules {}

    @Nested
    class Killed extends QueueKilledRules {}

    @Nested
    class Late extends QueueLateRules {}

    @Nested
    class Leases extends QueueLeaseRules {}

    @Nested
    class Letters extends QueueLetterRules {}

    @Nested
    class Limits extends QueueLimitRules {}

    @Nested
    class Metrics extends QueueMetricsRules {}

    @Nested
    class Next extends QueueNextRules {}

    @Nested
    class Order extends QueueOrderRules {}

    @Nested
    class Pauses extends QueuePauseRules {}

    @Nested
    class Peeks extends QueuePeekRules {}

    @Nested
    class Pulling extends QueuePullRules {}

    @Nested
    class Renewals extends QueueRenewalRules {}

    @Nested
    class Repeats extends QueueRepeatRules {}

    @Nested
    class Retention extends QueueRetentionRules {}

    @Nested
    class Retries extends QueueRetryRules {}

    @Nested
    class Sending extends QueueSendRules {}

    @Nested
    class Settings extends QueueSettingRules {}

    @Nested
    class Shared extends QueueSharedRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("queues", report, this).scenarios();
    }
}
