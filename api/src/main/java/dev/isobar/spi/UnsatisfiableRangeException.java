package dev.isobar.spi;

/** An object does not have the bytes that were asked for. */
public final class UnsatisfiableRangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public UnsatisfiableRangeException() {
        super("the range is not satisfiable");
    }
}
