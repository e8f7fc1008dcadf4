package dev.isobar.tck;

/** A rule or a recording stopped with an exception where none may be thrown. It names the rule; its cause was thrown. */
final class UnexpectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexpectedException(String text, Throwable thrown) {
        super(text, thrown);
        setStackTrace(thrown.getStackTrace());
    }
}
