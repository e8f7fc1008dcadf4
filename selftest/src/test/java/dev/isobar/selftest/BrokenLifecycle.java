package dev.isobar.selftest;

import dev.isobar.EnvBuilder;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * Backends that open or close wrongly, each with a rule that must notice. What a backend does after its end, or when it is
 * closed again, cannot be seen: the environment asks it no more, and closes it once.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum BrokenLifecycle {
    ENDS_WHAT_OTHERS_SHARE("ENV-CLOSE-01", good -> {
        int generation = BrokenBackend.SHARED.get();
        return new BrokenBackend(good) {
            @Override
            void check() {
                if (BrokenBackend.SHARED.get() != generation) {
                    throw new IllegalStateException("the shared client was shut down");
                }
            }

            @Override
            public void close() {
                BrokenBackend.SHARED.incrementAndGet();
                super.close();
            }
        };
    }),
    ANSWERS_AFTER_THE_END("ENV-CLOSE-02", good -> good) {
        @Override
        EnvBuilder changed(EnvBuilder builder) {
            return builder.intercept((operation, call) -> {
                try {
                    return call.get();
                } catch (EnvClosedException over) {
                    return null;
                }
            });
        }
    },
    HANGS_WHEN_IT_IS_CLOSED_UNDER_A_CALL("ENV-CLOSE-04", good -> new BrokenBackend(good) {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        void underACall() throws InterruptedException {
            never.await();
        }
    }),
    THROWS_WHAT_NOBODY_EXPECTS_UNDER_A_CALL("ENV-CLOSE-04", good -> new BrokenBackend(good) {
        @Override
        void underACall() {
            throw new AssertionError("closed");
        }
    }),
    LEAVES_A_THREAD_WHEN_IT_OPENS("ENV-CLOSE-05", good -> {
        BrokenBackend.thread();
        return new BrokenBackend(good);
    }),
    LEAVES_A_THREAD_WHEN_IT_CLOSES("ENV-CLOSE-05", good -> new BrokenBackend(good) {
        @Override
        public void close() {
            super.close();
            BrokenBackend.thread();
        }
    }),
    COMMITS_WHAT_IS_OPEN("ENV-CLOSE-06", good -> new BrokenBackend(good) {
        @Override
        public void close() {
            commit();
            super.close();
        }
    }) {
        @Override
        Map<Service, String> urls(Path folder) {
            return Map.of(Service.D1, "broken:" + name() + ":" + folder.resolve("{unique}.db"));
        }
    };

    private final String rule;
    private final UnaryOperator<Backend> change;

    BrokenLifecycle(String rule, UnaryOperator<Backend> change) {
        this.rule = rule;
        this.change = change;
    }

    String rule() {
        return rule;
    }

    Map<Service, String> urls(Path folder) {
        return Map.of(Service.KV, "broken:" + name());
    }

    Backend over(Backend good) {
        return change.apply(good);
    }

    /** Returns a builder that opens its environment wrongly. */
    EnvBuilder changed(EnvBuilder builder) {
        return builder;
    }
}
