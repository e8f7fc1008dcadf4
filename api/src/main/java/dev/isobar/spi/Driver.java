package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/** What the drivers of all services have in common. */
public interface Driver {
    /**
     * Declares what this driver can do beyond the rules that every driver keeps.
     *
     * @return the capabilities, constant over the life of the driver
     */
    Capabilities capabilities();

    /**
     * Says what an exception of the driver's client means to a caller. The portable class asks once for each exception
     * that a driver method has thrown.
     *
     * @param thrown what a driver method has thrown
     * @return the meaning; {@link Failure#UNEXPECTED} where the driver does not know
     */
    default Failure classify(RuntimeException thrown) {
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
