package dev.isobar.workerd;

import tools.jackson.databind.node.ObjectNode;

/**
 * Makes up one scenario of a service. It may remember the names that it used, to use them again, but knows nothing of
 * outcomes: a scenario of which steps are taken away is still a scenario.
 */
interface RandomSteps {
    /** Makes one for each scenario. */
    interface Source {
        RandomSteps from(Dice dice);
    }

    /** What the scenario has beside its steps: {@code clock}, {@code config}. */
    default ObjectNode head() {
        return Forms.members();
    }

    /**
     * Makes up the next step. Where {@code docs/spec/differences.md} or a tag of the format tells of a difference, the
     * step stays away from it; the comparison excuses nothing. A step may refer to what a step before it saved, which
     * may have failed or have no such member: then it is left out.
     */
    Step next();
}
