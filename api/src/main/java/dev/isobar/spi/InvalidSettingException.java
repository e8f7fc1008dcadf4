package dev.isobar.spi;

import java.util.List;

/**
 * Settings of a backend's URL that the backend refuses; the environment reports them with the binding's name.
 *
 * @since 0.1.0
 */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One sentence per problem. */
    private final List<String> problems;

    /**
     * Creates the error.
     *
     * @param problems one sentence per problem, at least one: the setting, what was found, what is allowed
     */
    public InvalidSettingException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems.
     *
     * @return one sentence per problem
     */
    public List<String> problems() {
        return problems;
    }
}
