package dev.isobar.spi;

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
}
