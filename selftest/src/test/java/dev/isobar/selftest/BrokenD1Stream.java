package dev.isobar.selftest;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Failure;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the streams of a D1 driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenD1Stream {
    LOSES_THE_LAST_ROW("D1-STREAM-01", LosesTheLastRow::new),
    RUNS_A_WRITE_LATE("D1-STREAM-01", RunsLate::new),
    RUNS_TWICE("D1-STREAM-01", RunsTwice::new),
    READS_THE_STATE_OF_THE_FIRST_ROW("D1-STREAM-02", RunsLate::new),
    HOLDS_THE_DATABASE_WHILE_IT_READS("D1-STREAM-02", HoldsTheDatabase::new),
    FORGETS_THE_BOOKMARK("D1-STREAM-02", ForgetsTheBookmark::new),
    ENDS_AT_AN_ERROR("D1-STREAM-03", EndsAtAnError::new),
    RELEASES_AT_THE_LAST_ROW_ONLY("D1-STREAM-04", HoldsTheDatabase::new),
    READS_EVERYTHING_FIRST("D1-STREAM-05", ReadsEverything::new);

    private final String rule;
    private final UnaryOperator<D1Driver> defect;

    BrokenD1Stream(String rule, UnaryOperator<D1Driver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    D1Driver over(D1Driver good) {
        return defect.apply(good);
    }

    private static final class LosesTheLastRow extends D1Over {
        LosesTheLastRow(D1Driver good) {
            super(good);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
            D1Answer answer = good.execute(List.of(statement), position);
            D1Rows all = answer.results().get(0);
            int most = Math.max(0, all.rows().size() - 1);
            D1Rows rest = new D1Rows(all.columns(), all.rows().subList(0, most), all.meta());
            return new D1Answer(List.of(rest), answer.bookmark()).cursor();
        }
    }

    private static final class RunsTwice extends D1Over {
        RunsTwice(D1Driver good) {
            super(good);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
            good.stream(statement, position).close();
            return good.stream(statement, position);
        }
    }

    /** Runs the statement when the first row is asked for. */
    private static final class RunsLate extends D1Over {
        RunsLate(D1Driver good) {
            super(good);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) {
            return new D1Cursor() {
                private @Nullable D1Cursor rows;

                private D1Cursor rows() throws Exception {
                    if (rows == null) {
                        rows = good.stream(statement, position);
                    }
                    return rows;
                }

                @Override
                public List<String> columns() {
                    return rows == null ? List.of() : rows.columns();
                }

                @Override
                public @Nullable String bookmark() {
                    return position;
                }

                @Override
                public @Nullable List<@Nullable Object> next() throws Exception {
                    return rows().next();
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Is busy until the last row has been read. */
    private static final class HoldsTheDatabase extends D1Over {
        private boolean busy;

        HoldsTheDatabase(D1Driver good) {
            super(good);
        }

        private void checkIdle() {
            if (busy) {
                throw new D1Failure("database is locked");
            }
        }

        @Override
        public D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception {
            checkIdle();
            return good.execute(statements, position);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
            checkIdle();
            D1Cursor rows = good.stream(statement, position);
            busy = true;
            return new Rows(rows) {
                @Override
                public @Nullable List<@Nullable Object> next() throws Exception {
                    List<@Nullable Object> row = super.next();
                    busy = row != null;
                    return row;
                }
            };
        }
    }

    private static final class ForgetsTheBookmark extends D1Over {
        ForgetsTheBookmark(D1Driver good) {
            super(good);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
            return new Rows(good.stream(statement, position)) {
                @Override
                public @Nullable String bookmark() {
                    return null;
                }
            };
        }
    }

    private static final class EndsAtAnError extends D1Over {
        EndsAtAnError(D1Driver good) {
            super(good);
        }

        @Override
        public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
            try {
                return good.stream(statement, position);
            } catch (D1Failure swallowed) {
                return good.stream(new D1Statement("select 1 as n where 0", List.of()), position);
            }
        }
    }

    private static final class ReadsEverything extends D1Over {
        ReadsEverything(D1Driver good) {
            super(good);
        }

        @Override
        public Capabilities capabilities() {
            return good.capabilities().with(Capability.D1_STREAMING);
        }
    }
}
