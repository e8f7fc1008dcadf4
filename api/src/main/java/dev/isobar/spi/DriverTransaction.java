package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/**
 * An open transaction of a backend's store. The driver of one binding begins it; another driver of the same backend may
 * join it, so that a row and a message become visible together.
 *
 * <p>A driver that is given a transaction asks {@link #unwrap} for its own backend's type. It refuses a transaction of
 * another backend, or of another connection of its own.
 *
 * <p><b>Lifecycle.</b> Whoever has begun it ends it, by {@link #commit} or {@link #rollback}; one that joins must not. It
 * also ends when the store undoes it: at the time limit, at an error that the store cannot undo alone, when the
 * connection is lost. From then on every method but {@link #rollback} and {@link #unwrap} fails. A transaction that is
 * neither used nor ended must not block the store for longer than the backend's time limit.
 *
 * <p><b>Threads.</b> Methods are called by one thread at a time, not necessarily the one that began it.
 *
 * @since 0.1.0
 */
public interface DriverTransaction {
    /**
     * Makes everything that was done in this transaction permanent and visible, at once. If that fails, the caller
     * calls {@link #rollback}.
     *
     * @throws Exception if the transaction has ended, or the store refuses or cannot be reached; unless the connection
     *     was lost, nothing has changed then
     */
    void commit() throws Exception;

    /**
     * Undoes everything that was done in this transaction, and releases what it holds. Does nothing if it has ended.
     *
     * @throws Exception if the store cannot be reached, which undoes the transaction itself then; nothing stays held
     */
    void rollback() throws Exception;

    /**
     * Hands out what carries this transaction to another driver of the same backend.
     *
     * @implSpec hands out this object if it is of that type
     * @param <T> the type
     * @param type a type of the backend, or of its client, such as {@code java.sql.Connection}
     * @return the object, valid until the transaction ends; {@code null} if there is none of this type
     */
    default <T> @Nullable T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : null;
    }
}
