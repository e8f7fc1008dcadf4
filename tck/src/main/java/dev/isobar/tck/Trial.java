package dev.isobar.tck;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs a test and reports it.
 *
 * @param known why the target is known to differ, or {@code null}; then the test must fail, and counts as skipped
 */
record Trial(
        TckReport report,
        String rule,
        String test,
        @Nullable String known) {
    /** What is tried. */
    interface Check {
        void run() throws Throwable;
    }

    /** The target lacks what a recorded step or a rule needs. */
    static final class LackException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LackException(String text) {
            super(text);
        }

        static LackException ofCapability(String capability) {
            return new LackException("capability " + capability + " is not declared");
        }

        static LackException ofCollector() {
            return new LackException("the virtual machine does not collect garbage when asked");
        }

        static LackException ofRemains() {
            return new LackException("the subject does not say what remains (TckSubject.withRemains)");
        }

        static LackException ofSecondEnvironment() {
            return new LackException("its store cannot be opened a second time");
        }

        static LackException ofSecondProcess() {
            return new LackException("its store cannot be opened by a second process");
        }

        static LackException ofStored() {
            return new LackException("the subject does not count entries (TckSubject.withRemains)");
        }

        static LackException ofRetention() {
            return new LackException("its queues cannot be opened with a retention each");
        }

        static LackException ofService(String service) {
            return new LackException("service " + service + " is not served");
        }
    }

    void run(Check check) throws Throwable {
        long start = System.nanoTime();
        try {
            check.run();
        } catch (Throwable failure) {
            throw ended(failure, millisSince(start));
        }
        if (known != null) {
            throw failed(new AssertionError("holds, but is listed as: " + known), millisSince(start));
        }
        report.passed(rule, test, millisSince(start));
    }

    /** Reports what a test ended with; returns what JUnit is told: a skip, or a failure that names the rule. */
    Throwable ended(Throwable failure, long millis) {
        LackException lack = lack(failure);
        if (lack != null) {
            return skipped(String.valueOf(lack.getMessage()), failure);
        }
        if (known != null) {
            report.skipped(rule, test, "known difference: " + known);
            return new TestAbortedException(rule + ": " + known, failure);
        }
        return failed(
                failure instanceof TestAbortedException
                        ? new AssertionError("a rule is skipped for lack of a capability only", failure)
                        : failure,
                millis);
    }

    Throwable skipped(String lack, @Nullable Throwable cause) {
        report.skipped(rule, test, lack);
        return new TestAbortedException(rule + ": " + lack, cause);
    }

    private Throwable failed(Throwable wrong, long millis) {
        String text = wrong instanceof AssertionError ? ReportText.of(wrong) : ReportText.withCauses(wrong);
        report.failed(rule, test, millis, text);
        return named(wrong, rule + ": " + text);
    }

    /** A failure as it was, with the rule in its text: a console shows that, and perhaps nothing else. */
    private static Throwable named(Throwable wrong, String text) {
        if (wrong instanceof VirtualMachineError) {
            return wrong;
        }
        if (!(wrong instanceof AssertionError)) {
            return new UnexpectedException(text, wrong);
        }
        AssertionFailedError named =
                wrong instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()
                        ? new AssertionFailedError(text, failed.getExpected(), failed.getActual(), wrong.getCause())
                        : new AssertionFailedError(text, wrong.getCause());
        named.setStackTrace(wrong.getStackTrace());
        for (Throwable more : wrong.getSuppressed()) {
            named.addSuppressed(more);
        }
        return named;
    }

    private static @Nullable LackException lack(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof LackException lack) {
                return lack;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
