package dev.isobar.selftest;

import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.D1Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the transactions of a D1 driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenD1Transaction {
    FORGETS_TO_COMMIT(
            "D1-TX-01",
            good -> beginning(good, transaction -> new D1Over.InTransaction(transaction) {
                @Override
                public void commit() throws Exception {
                    good.rollback();
                }
            })),
    COMMITS_WHEN_IT_SHOULD_UNDO(
            "D1-TX-02",
            good -> beginning(good, transaction -> new D1Over.InTransaction(transaction) {
                @Override
                public void rollback() throws Exception {
                    good.commit();
                }
            })),
    RUNS_OUTSIDE_OF_THE_TRANSACTION("D1-TX-02", BrokenD1Transaction::outside),
    SHOWS_ITS_EFFECTS_AT_THE_END("D1-TX-03", BrokenD1Transaction::collecting),
    LETS_OTHERS_INTERLEAVE("D1-TX-04", BrokenD1Transaction::outside),
    KEEPS_HALF_A_CALL(
            "D1-TX-05",
            good -> beginning(good, transaction -> new D1Over.InTransaction(transaction) {
                @Override
                public List<D1Rows> execute(List<D1Statement> statements) throws Exception {
                    List<D1Rows> results = new ArrayList<>();
                    for (D1Statement statement : statements) {
                        results.addAll(good.execute(List.of(statement)));
                    }
                    return results;
                }
            })),
    ENDS_AT_AN_ERROR(
            "D1-TX-05",
            good -> beginning(good, transaction -> new D1Over.InTransaction(transaction) {
                private boolean poisoned;

                @Override
                public List<D1Rows> execute(List<D1Statement> statements) throws Exception {
                    if (poisoned) {
                        throw new D1Failure("current transaction is aborted");
                    }
                    poisoned = true;
                    List<D1Rows> results = good.execute(statements);
                    poisoned = false;
                    return results;
                }
            }));

    private final String rule;
    private final UnaryOperator<D1Driver> defect;

    BrokenD1Transaction(String rule, UnaryOperator<D1Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    D1Driver over(D1Driver good) {
        return defect.apply(good);
    }

    private static D1Driver beginning(D1Driver good, UnaryOperator<D1Transaction> change) {
        return new D1Over(good) {
            @Override
            public D1Transaction begin() throws Exception {
                return change.apply(good.begin());
            }
        };
    }

    /** Each call is a transaction of its own. */
    private static D1Driver outside(D1Driver good) {
        return new D1Over(good) {
            @Override
            public D1Transaction begin() {
                return new Pretended() {
                    @Override
                    public List<D1Rows> execute(List<D1Statement> statements) throws Exception {
                        return good.execute(statements, null).results();
                    }
                };
            }
        };
    }

    /** Runs what reads at once, and what writes at the end. */
    private static D1Driver collecting(D1Driver good) {
        return new D1Over(good) {
            @Override
            public D1Transaction begin() {
                return new Pretended() {
                    private final List<D1Statement> later = new ArrayList<>();

                    @Override
                    public List<D1Rows> execute(List<D1Statement> statements) throws Exception {
                        D1Statement first = statements.get(0);
                        if (first.sql().toLowerCase(Locale.ROOT).startsWith("select")) {
                            return good.execute(statements, null).results();
                        }
                        later.addAll(statements);
                        D1Statement nothing = new D1Statement("select 1 where 0", List.of());
                        return good.execute(
                                        statements.stream()
                                                .map(statement -> nothing)
                                                .toList(),
                                        null)
                                .results();
                    }

                    @Override
                    public void commit() throws Exception {
                        @Nullable String outsideOfSessions = null;
                        if (!later.isEmpty()) {
                            good.execute(later, outsideOfSessions);
                        }
                    }
                };
            }
        };
    }

    private abstract static class Pretended implements D1Transaction {
        @Override
        public void commit() throws Exception {}

        @Override
        public void rollback() {}
    }
}
