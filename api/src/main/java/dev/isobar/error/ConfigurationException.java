package dev.isobar.error;

import java.util.List;

/** The configuration has mistakes: all of them, each with its place and the mend. Nothing was opened. */
public final class ConfigurationException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /** One sentence a mistake. */
    private final List<String> problems;

    /**
     * Creates the error.
     *
     * @param problems one sentence a mistake, at least one: place, what was found, the mend
     */
    public ConfigurationException(List<String> problems) {
        super(new CallSite(null, null, "open"), null, text(problems), null);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns the mistakes.
     *
     * @return one sentence a mistake: place, what was found, the mend
     */
    public List<String> problems() {
        return problems;
    }

    private static String text(List<String> problems) {
        if (problems.size() == 1) {
            return problems.get(0);
        }
        return problems.size() + " mistakes in the configuration:\n - " + String.join("\n - ", problems);
    }
}
