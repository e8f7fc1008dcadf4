package dev.isobar.spi;

/**
 * The values of a bulk read have more bytes than the call may return. A driver throws it as soon as it knows, before it
 * has read all of them.
 *
 * @since 0.1.0
 */
public final class TooManyBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param mostBytes the bytes that the call may return
     */
    public TooManyBytesException(long mostBytes) {
        super("the values have more than " + mostBytes + " bytes");
    }
}
