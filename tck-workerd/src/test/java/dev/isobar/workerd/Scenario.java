package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
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
}
