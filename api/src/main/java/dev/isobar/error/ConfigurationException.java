package dev.isobar.error;

import java.util.List;

/**
 * The configuration has problems: every one of them, with its location and how to fix it. Nothing was opened.
 *
 * @since 0.1.0
 */
public final class ConfigurationException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /** One sentence per problem. */
    private final List<String> problems;

    /**
     * Creates the error.
     *
     * @param problems one sentence per problem, at least one: location, what was found, how to fix it
     */
    public ConfigurationException(List<String> problems) {
        super(new CallSite(null, null, "open"), null, text(problems), null);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the problems.
     *
     * @return one sentence per problem: location, what was found, how to fix it
     */
    public List<String> problems() {
        return problems;
    }

    private static String text(List<String> problems) {
        if (problems.size() == 1) {
            return problems.get(0);
        }
        return problems.size() + " problems in the configuration:\n - " + String.join("\n - ", problems);
    }
}
