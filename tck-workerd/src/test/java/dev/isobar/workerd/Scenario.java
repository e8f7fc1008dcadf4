package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A scenario without outcomes. */
record Scenario(ObjectNode head, List<ObjectNode> steps) {
    static Scenario made(String service, RandomSteps.Source source, long seed) {
        Dice dice = new Dice(seed);
        RandomSteps random = source.from(dice);
        ObjectNode head = Forms.members().put("id", service + "/random/" + seed);
        head.setAll(random.head());
        List<ObjectNode> steps = new ArrayList<>();
        for (int left = dice.between(20, 40); left > 0; left--) {
            steps.add(random.next().json());
        }
        return new Scenario(head, steps);
    }

    ObjectNode json() {
        return head.deepCopy().set("steps", Forms.array(steps));
    }

    Scenario withoutSteps(int from, int to) {
        List<ObjectNode> left = new ArrayList<>(steps);
        left.subList(from, to).clear();
        return new Scenario(head, left);
    }

    Scenario withStep(int index, ObjectNode step) {
        List<ObjectNode> changed = new ArrayList<>(steps);
        changed.set(index, step);
        return new Scenario(head, changed);
    }

    /** Leaves out the steps that refer to what was not saved, by these outcomes. */
    Scenario withoutUnsaved(JsonNode outcomes) {
        List<ObjectNode> left = new ArrayList<>();
        Map<String, JsonNode> saved = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            ObjectNode step = steps.get(i);
            if (!references(step).stream().allMatch(path -> isSaved(path, saved))) {
                continue;
            }
            left.add(step);
            JsonNode outcome = outcomes.get(i);
            if (step.has("save") && !outcome.has("$error")) {
                saved.put(step.get("save").stringValue(), outcome);
            }
        }
        return new Scenario(head, left);
    }

    private static boolean isSaved(String path, Map<String, JsonNode> saved) {
        String[] names = path.split("\\.", -1);
        @Nullable JsonNode found = saved.get(names[0]);
        for (int i = 1; i < names.length && found != null; i++) {
            found = found.has("$handle") ? null : found.get(names[i]);
        }
        return found != null && !found.isNull() && !found.has("$void");
    }

    private static List<String> references(JsonNode node) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            boolean names = member.getKey().equals("$ref") || member.getKey().equals("ref");
            if (names && member.getValue().isString()) {
                found.add(member.getValue().stringValue());
            }
        }
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }
}
