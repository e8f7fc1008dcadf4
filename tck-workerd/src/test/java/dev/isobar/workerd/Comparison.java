package dev.isobar.workerd;

import dev.isobar.tck.BindingTck;
import dev.isobar.tck.ScenarioReplay;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs a scenario in both; steps that refer to what was not saved are left out. */
    Verdict judge(Scenario scenario) throws Exception {
        List<ObjectNode> performed = new ArrayList<>();
        List<JsonNode> outcomes = new ArrayList<>();
        JsonNode all = runtime.record(scenario.json());
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).has("$unsaved")) {
                performed.add(scenario.steps().get(i));
                outcomes.add(all.get(i));
            }
        }
        Scenario left = new Scenario(scenario.head(), performed);
        ObjectNode recorded = left.json();
        recorded.set("expect", Forms.array(outcomes));
        return new Verdict(recorded, left, ScenarioReplay.differences(backend, recorded));
    }
}
