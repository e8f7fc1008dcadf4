package dev.isobar.selftest;

import dev.isobar.EnvBuilder;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.D1Driver.D1Cursor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    KEEPS_A_FILE_OPEN("ENV-CLOSE-05", good -> {
        AutoCloseable forgotten = BrokenBackend.file();
        return new BrokenBackend(good) {
            @Override
            public String toString() {
                return "over " + forgotten;
            }
        };
    }),
    OPENS_A_FILE_FOR_EACH_CALL("ENV-CLOSE-05", good -> new BrokenBackend(good) {
        @Override
        @SuppressWarnings("resource")
        void check() {
            BrokenBackend.file();
        }
    }),
    CLOSES_ONLY_WHAT_WAS_USED("ENV-CLOSE-05", BrokenLifecycle::closedIfUsed),
    LEAVES_A_THREAD_OF_AN_OPENING_THAT_FAILS("ENV-OPEN-05", BrokenLifecycle::closedIfUsed),
    KEEPS_A_FILE_OF_ROWS_THAT_ARE_OPEN("ENV-CLOSE-05", good -> new BrokenBackend(good) {
        @Override
        D1Cursor rows(D1Cursor those) {
            AutoCloseable file = BrokenBackend.file();
            return new D1Over.Rows(those) {
                @Override
                public void close() throws Exception {
                    file.close();
                    super.close();
                }
            };
        }
    }) {
        @Override
        Map<Service, String> urls(Path folder) {
            return database(folder);
        }
    },
    WAITS_FOR_ROWS_THAT_ARE_OPEN("ENV-CLOSE-06", good -> new BrokenBackend(good) {
        private final CountDownLatch read = new CountDownLatch(1);
        private volatile boolean open;

        @Override
        D1Cursor rows(D1Cursor those) {
            open = true;
            return new D1Over.Rows(those) {
                @Override
                public void close() throws Exception {
                    read.countDown();
                    super.close();
                }
            };
        }

        @Override
        public void close() {
            try {
                if (open) {
                    read.await(LONGER_THAN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            super.close();
        }
    }) {
        @Override
        Map<Service, String> urls(Path folder) {
            return database(folder);
        }
    },
    COMMITS_WHAT_IS_OPEN("ENV-CLOSE-06", good -> new BrokenBackend(good) {
        @Override
        public void close() {
            commit();
            super.close();
        }
    }) {
        @Override
        Map<Service, String> urls(Path folder) {
            return database(folder);
        }
    };

    private static final Duration LONGER_THAN_PATIENCE = Duration.ofSeconds(4);

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

    Map<Service, String> database(Path folder) {
        return Map.of(Service.D1, "broken:" + name() + ":" + folder.resolve("{unique}.db"));
    }

    /** Starts a thread that ends with the backend if a call was made before. */
    private static Backend closedIfUsed(Backend good) {
        CountDownLatch end = new CountDownLatch(1);
        BrokenBackend.thread(end);
        return new BrokenBackend(good) {
            @Override
            public void close() {
                if (isUsed()) {
                    end.countDown();
                }
                super.close();
            }
        };
    }

    Backend over(Backend good) {
        return change.apply(good);
    }

    /** Returns a builder that opens its environment wrongly. */
    EnvBuilder changed(EnvBuilder builder) {
        return builder;
    }
}
