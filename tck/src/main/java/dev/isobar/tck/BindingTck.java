package dev.isobar.tck;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the kit's classes have in common: a subject and a clock for each test, and a report in {@code target/tck}.
 *
 * @param <T> the binding's interface
 * @since 0.1.0
 */
@DisplayNameGeneration(RuleNames.class)
@ExtendWith(TckExtension.class)
@SuppressWarnings("exports")
public abstract class BindingTck<T> {
    // The current second, so that stores with a clock of their own agree on what is past.
    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private @Nullable TckSubject<T> subject;

    /** For subclasses. */
    protected BindingTck() {}

    /**
     * Names the backend in the report.
     *
     * @return a name such as {@code redis-cluster}
     */
    protected abstract String backend();

    /**
     * Opens an empty binding of its own for one test.
     *
     * @param clock the clock to open the backend with
     * @return the subject; the kit closes it after the test
     */
    protected abstract TckSubject<T> open(TestClock clock);

    /**
     * Names what the target is known to do otherwise. Such a test still runs: it must fail, and is then reported as
     * skipped with the reason; a difference that is gone fails the run.
     *
     * @return reasons by rule and test, such as {@code KV-GET-06 failsOnAValueThatIsNoJson}, or by the id of a recorded
     *     scenario; none by default
     */
    protected Map<String, String> knownDifferences() {
        return Map.of();
    }

    /**
     * Names the binding in the report.
     *
     * @return a name such as {@code kv}
     */
    abstract String binding();

    /** Performs the steps of recorded scenarios, where the service has recordings. */
    GoldenPlayer<T> player() {
        throw new UnsupportedOperationException("scenarios of " + binding() + " have no format");
    }

    /** Opens the subject of a rule; a binding whose subjects differ looks at the rule. */
    TckSubject<T> open(TestClock clock, TestInfo test) {
        return open(clock);
    }

    @BeforeEach
    void openSubject(TestInfo test) {
        subject = open(clock, test);
    }

    @AfterEach
    void closeSubject() throws Exception {
        TckSubject<T> open = subject;
        if (open != null) {
            subject = null;
            open.close();
        }
    }

    /** The subject, or {@code null} before it was opened and after it was closed. */
    final @Nullable TckSubject<T> openedSubject() {
        return subject;
    }

    final TckSubject<T> subject() {
        if (subject == null) {
            throw new IllegalStateException("no test is running");
        }
        return subject;
    }

    final TestClock clock() {
        return clock;
    }
}
