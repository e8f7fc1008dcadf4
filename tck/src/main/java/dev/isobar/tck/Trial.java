package dev.isobar.tck;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
            return new LackException("nothing counts what takes up room in its store");
        }

        static LackException ofService(String service) {
            return new LackException("service " + service + " is not served");
        }
    }

    void run(Check check) throws Throwable {
        long start = System.nanoTime();
        Throwable failure = failure(check);
        if (failure instanceof LackException) {
            String lack = String.valueOf(failure.getMessage());
            report.skipped(rule, test, lack);
            throw new TestAbortedException(rule + ": " + lack, failure);
        }
        if (failure == null && known == null) {
            report.passed(rule, test, millisSince(start));
        } else if (failure != null && known != null) {
            report.skipped(rule, test, "known difference: " + known);
            throw new TestAbortedException(rule + ": " + known, failure);
        } else {
            Throwable wrong = failure != null ? failure : new AssertionError("holds, but is listed as: " + known);
            report.failed(rule, test, millisSince(start), wrong);
            throw wrong;
        }
    }

    private static @Nullable Throwable failure(Check check) {
        try {
            check.run();
            return null;
        } catch (Throwable failed) {
            return failed instanceof TestAbortedException
                    ? new AssertionError("a rule is skipped for lack of a capability only", failed)
                    : failed;
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
