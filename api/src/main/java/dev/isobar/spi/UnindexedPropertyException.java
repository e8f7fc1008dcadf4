package dev.isobar.spi;

/**
 * A filter names a property that has no metadata index, and the driver is configured to refuse that.
 *
 * @since 0.1.0
 */
public final class UnindexedPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The property. */
    private final String property;

    /**
     * Creates the error.
     *
     * @param property the property
     */
    public UnindexedPropertyException(String property) {
        super("no metadata index for \"" + property + '"');
        this.property = property;
    }

    /**
     * Returns the property.
     *
     * @return its name
     */
    public String property() {
        return property;
    }
}
