package dev.isobar.workerd;

import org.jspecify.annotations.Nullable;

/** What a call inside the runtime threw, as JavaScript gave it. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    Failure(String type, String message, @Nullable Failure cause) {
        super(message, cause);
        this.type = type;
    }

    /** The name of the error's class, such as {@code TypeError}. */
    String type() {
        return type;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
