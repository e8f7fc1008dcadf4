package dev.isobar.internal.d1;

import dev.isobar.internal.Refusals;
import dev.isobar.spi.D1Driver.D1Answer;
import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import java.util.List;

/** Each call is part of one transaction, until the transaction ends. Interceptors see the transaction alone. */
final class D1TransactionTarget implements D1Target {
    private final D1Transaction transaction;
    private final D1Errors errors;
    private final Refusals refusals;
    private volatile boolean ended;

    D1TransactionTarget(D1Transaction transaction, D1Errors errors, Refusals refusals) {
        this.transaction = transaction;
        this.errors = errors;
        this.refusals = refusals;
    }

    @Override
    public List<D1Rows> execute(String operation, List<D1Statement> statements) {
        return errors.sent(operation, "nothing was sent", () -> transaction.execute(statements));
    }

    @Override
    public D1Cursor stream(String operation, D1Statement statement) {
        return new D1Answer(execute(operation, List.of(statement)), null).cursor();
    }

    @Override
    public void check(String operation) {
        if (ended) {
            throw refusals.invalid(operation, "the transaction has ended");
        }
    }

    void end() {
        ended = true;
    }
}
