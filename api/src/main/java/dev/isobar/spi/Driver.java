package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/**
 * What the drivers of all services have in common.
 *
 * <p><b>Exceptions.</b> Every method that reaches the store may throw the client's own exceptions, checked or not. The
 * portable class asks {@link #classify} what they mean and throws one {@link dev.isobar.error.IsobarException} with the
 * driver's exception as its cause.
 *
 * <p><b>Interrupts.</b> No call begins on a thread whose interrupt flag is set (ENV-INT-01), and clean-up is called with
 * the flag clear (ENV-INT-04). A driver that is interrupted while it waits may throw {@link InterruptedException}, or any
 * exception with one (or a {@link java.nio.channels.ClosedByInterruptException}) among its causes. The caller's
 * interrupt flag is set again, and the caller gets an {@link dev.isobar.error.UnavailableException}; whether the call
 * had its effect is unknown then (ENV-INT-02). A driver that has finished, or whose answer is there, must not fail because
 * of an interrupt, and it must not clear the flag. A write of one step is not torn (ENV-INT-03).
 *
 * <p><b>Threads.</b> Methods may be called from many threads at once, virtual ones included; no driver holds a monitor
 * over I/O.
 *
 * @since 0.1.0
 */
public interface Driver {
    /**
     * Declares what this driver can do beyond the rules that every driver keeps.
     *
     * @return the capabilities, constant over the life of the driver
     */
    Capabilities capabilities();

    /**
     * Says what an exception of the driver's client means to a caller. The portable class asks once for each exception
     * that a driver method, a stream or an iterator of the driver has thrown, unless its cause is an interrupt.
     *
     * @implSpec returns {@link Failure#UNEXPECTED}
     * @param thrown what was thrown; its causes may say more
     * @return the meaning, with code, wait and text where the client knows them; {@link Failure#UNEXPECTED} where the
     *     driver does not know
     */
    default Failure classify(Throwable thrown) {
        return Failure.UNEXPECTED;
    }

    /**
     * Hands out the client of the store, for what Isobar does not offer.
     *
     * @param <T> the client's type
     * @param type the client's class or interface
     * @return the client, which lives as long as the backend; {@code null} if there is none of this type
     */
    default <T> @Nullable T unwrap(Class<T> type) {
        return null;
    }
}
