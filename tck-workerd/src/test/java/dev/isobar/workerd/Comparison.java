package dev.isobar.workerd;

import dev.isobar.tck.BindingTck;
import dev.isobar.tck.ScenarioReplay;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Judges a backend by what the runtime does. */
final class Comparison {
    private final Recording runtime;
    private final BindingTck<?> backend;

    Comparison(Recording runtime, BindingTck<?> backend) {
        this.runtime = runtime;
        this.backend = backend;
    }

    Verdict judge(Scenario scenario) throws Exception {
        JsonNode outcomes = runtime.record(scenario.json());
        Scenario left = scenario.withoutUnsaved(outcomes);
        if (left.steps().size() < scenario.steps().size()) {
            return judge(left);
        }
        ObjectNode recorded = scenario.json();
        recorded.set("expect", outcomes);
        return new Verdict(scenario, outcomes, ScenarioReplay.differences(backend, recorded));
    }
}
