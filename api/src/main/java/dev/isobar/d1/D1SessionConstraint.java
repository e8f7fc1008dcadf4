package dev.isobar.d1;

/**
 * Where the first query of a session goes; the others follow its bookmark.
 *
 * @since 0.1.0
 */
public enum D1SessionConstraint {
    /** To the primary, so that the session begins with the newest state. */
    FIRST_PRIMARY("first-primary"),
    /** To any instance, so that the session begins fast. */
    FIRST_UNCONSTRAINED("first-unconstrained");

    private final String text;

    D1SessionConstraint(String text) {
        this.text = text;
    }

    /**
     * Returns the constraint as Cloudflare spells it.
     *
     * @return a text such as {@code first-primary}
     */
    public String text() {
        return text;
    }
}
