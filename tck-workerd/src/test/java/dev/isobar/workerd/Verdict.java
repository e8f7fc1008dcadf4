package dev.isobar.workerd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the runtime did in a scenario, and what the backend did otherwise.
 *
 * @param recorded the scenario with what the runtime did, as a file of recordings has it
 */
record Verdict(ObjectNode recorded, Scenario scenario, List<String> differences) {
    private static final Pattern DIFFERENCE = Pattern.compile(
            "step (\\d+) (\\S+) (.*?)(?:: recorded (\\$error)?.*, found (?:([\\w.]+)(?:Exception|Error))?.*)?",
            Pattern.DOTALL);

    boolean agrees() {
        return differences.isEmpty();
    }

    /** Two differences are of one kind if the same operation differs in the same place, in the same way. */
    Set<String> kinds() {
        Set<String> kinds = new LinkedHashSet<>();
        for (String difference : differences) {
            Matcher parts = parts(difference);
            String place = parts.group(3).replaceAll("\\d+", "#").replaceAll("\\[.*\\]", "[]");
            kinds.add(parts.group(2) + " " + place + " " + parts.group(4) + " " + parts.group(5));
        }
        return kinds;
    }

    /** The kind of the first difference. */
    String kind() {
        return kinds().iterator().next();
    }

    /** The step that differs first. */
    int first() {
        return Integer.parseInt(parts(differences.get(0)).group(1));
    }

    private static Matcher parts(String difference) {
        Matcher parts = DIFFERENCE.matcher(difference);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no difference: " + difference);
        }
        return parts;
    }
}
