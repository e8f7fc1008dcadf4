package dev.isobar.selftest;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a driver of any service can do wrong when it is interrupted while it waits, and the rule that must notice. */
enum BrokenInterrupt {
    CLEARS_THE_FLAG("ENV-INT-02") {
        @Override
        <T extends @Nullable Object> T call(Half half, Callable<T> whole) throws Exception {
            T answer = whole.call();
            try {
                awaitAnswer();
            } catch (InterruptedException swallowed) {
                return answer;
            }
            return answer;
        }
    },
    FAILS_WITHOUT_SAYING_WHY("ENV-INT-02") {
        @Override
        <T extends @Nullable Object> T call(Half half, Callable<T> whole) throws Exception {
            try {
                awaitAnswer();
                return whole.call();
            } catch (InterruptedException lost) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the connection was closed");
            }
        }
    },
    WRITES_HALF("ENV-INT-03") {
        @Override
        <T extends @Nullable Object> T call(Half half, Callable<T> whole) throws Exception {
            half.run();
            awaitAnswer();
            return whole.call();
        }
    };

    private static final long WAIT_MILLIS = 100;

    private final String rule;

    BrokenInterrupt(String rule) {
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    /** The first part of a write. */
    @FunctionalInterface
    interface Half {
        void run() throws Exception;
    }

    /** Makes a call of the good driver, and waits as a client does for its server. */
    abstract <T extends @Nullable Object> T call(Half half, Callable<T> whole) throws Exception;

    /** Makes a call that has no parts. */
    <T extends @Nullable Object> T call(Callable<T> whole) throws Exception {
        return call(() -> {}, whole);
    }

    private static void awaitAnswer() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        assert !never;
    }
}
