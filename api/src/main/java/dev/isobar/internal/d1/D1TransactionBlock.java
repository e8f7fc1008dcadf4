package dev.isobar.internal.d1;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Limits;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.Refusals;
import dev.isobar.internal.Uninterrupted;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Transaction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a block of the application in a transaction of the driver. */
final class D1TransactionBlock {
    private static final String OPERATION = "transaction";

    private final D1Driver driver;
    private final D1Errors errors;
    private final Refusals refusals;
    private final D1Limits limits;
    private final D1TransactionScope scope;

    D1TransactionBlock(D1Driver driver, D1Errors errors, Refusals refusals, D1Limits limits, D1TransactionScope scope) {
        this.driver = driver;
        this.errors = errors;
        this.refusals = refusals;
        this.limits = limits;
        this.scope = scope;
    }

    /** What the block throws reaches the caller as it is, since it is not the driver's. */
    <T extends @Nullable Object> T run(Function<? super D1Database, ? extends T> work) {
        D1Transaction transaction = errors.sent(OPERATION, "nothing was sent", driver::begin);
        D1TransactionTarget target = new D1TransactionTarget(transaction, errors, refusals);
        scope.enter();
        try {
            T result = work.apply(new D1TransactionHandle(new D1Executor(target, errors, refusals, limits), refusals));
            target.end();
            commit(transaction);
            return result;
        } catch (Throwable failed) {
            target.end();
            rollback(transaction, failed);
            throw failed;
        } finally {
            scope.leave();
        }
    }

    private void commit(D1Transaction transaction) {
        errors.<@Nullable Object>sent(OPERATION, "nothing was committed", () -> {
            transaction.commit();
            return null;
        });
    }

    /**
     * A failure to roll back adds to what was thrown: the store undoes what was never committed. An interrupt must not keep
     * the transaction open for the others.
     */
    private void rollback(D1Transaction transaction, Throwable thrown) {
        try {
            Uninterrupted.run(() -> errors.<@Nullable Object>released(OPERATION, () -> {
                transaction.rollback();
                return null;
            }));
        } catch (IsobarException failed) {
            thrown.addSuppressed(failed);
        }
    }
}
