package dev.isobar.workerd;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes a scenario with a difference as small as it can, as long as a difference of its kind is left. */
final class Shrinker {
    private static final int TRIALS = 400;

    private final Comparison comparison;
    private final String kind;
    private Verdict smallest;
    private int trials;
    private int successes;

    private Shrinker(Comparison comparison, Verdict found) {
        this.comparison = comparison;
        this.kind = found.kind();
        this.smallest = found;
    }

    static Verdict shrink(Comparison comparison, Verdict found) throws Exception {
        Shrinker shrinker = new Shrinker(comparison, found);
        shrinker.takes(found.scenario()
                .withoutSteps(found.first() + 1, found.scenario().steps().size()));
        int before;
        do {
            before = shrinker.successes;
            shrinker.removeSteps();
            shrinker.simplifySteps();
        } while (shrinker.successes > before);
        return shrinker.smallest;
    }

    private void removeSteps() throws Exception {
        for (int size = Math.max(1, steps().size() / 2); size > 0; size /= 2) {
            for (int from = steps().size() - size; from >= 0; from -= size) {
                takes(smallest.scenario().withoutSteps(from, from + size));
                from = Math.min(from, steps().size());
            }
        }
    }

    private void simplifySteps() throws Exception {
        for (int i = steps().size() - 1; i >= 0; i--) {
            boolean simpler = i < steps().size();
            while (simpler) {
                simpler = false;
                for (ObjectNode candidate : Simpler.steps(steps().get(i))) {
                    if (takes(smallest.scenario().withStep(i, candidate))) {
                        simpler = true;
                        break;
                    }
                }
                simpler &= i < steps().size();
            }
        }
    }

    private List<ObjectNode> steps() {
        return smallest.scenario().steps();
    }

    private boolean takes(Scenario candidate) throws Exception {
        if (candidate.steps().isEmpty() || trials == TRIALS) {
            return false;
        }
        trials++;
        Verdict verdict;
        try {
            verdict = comparison.judge(candidate);
        } catch (IllegalArgumentException noScenario) {
            return false;
        }
        boolean same = verdict.kinds().contains(kind);
        if (same) {
            smallest = verdict;
            successes++;
        }
        return same;
    }
}
