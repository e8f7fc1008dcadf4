package dev.isobar.tck;

import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import tools.jackson.databind.JsonNode;

/** What a backend must be able to for a recording; a step that is refused for lack of a capability names it by itself. */
final class GoldenNeeds {
    private GoldenNeeds() {}

    /** Says what a backend lacks, or an empty text. */
    static String lack(String service, JsonNode scenario, Capabilities declared) {
        return switch (service) {
            case "kv" -> {
                long most = declared.bound(Bound.KV_VALUE_BYTES).orElse(Long.MAX_VALUE);
                // The shortest expiration would take a minute each; KV-TTL-03 waits for it once.
                yield longestFill(scenario.path("steps")) > most
                        ? "values are larger than " + Bound.KV_VALUE_BYTES.label() + ", " + most
                        : lack(declared, Capability.CONTROLLED_CLOCK, movesTime(scenario));
            }
            case "queues" -> {
                String metrics = lack(declared, Capability.QUEUE_METRICS, countsBacklogs(scenario));
                yield metrics.isEmpty() ? lack(declared, Capability.QUEUE_ORDER, overtakes(scenario)) : metrics;
            }
            case "r2" -> {
                boolean unequal = scenario.path("expect").toString().contains("10048");
                String sizes = lack(declared, Capability.R2_EQUAL_PART_SIZES, unequal);
                yield sizes.isEmpty() ? lack(declared, Capability.R2_LIST_CHECKSUMS, listsChecksums(scenario)) : sizes;
            }
            default -> "";
        };
    }

    private static String lack(Capabilities declared, Capability capability, boolean needed) {
        return needed && !declared.has(capability) ? "capability " + capability.label() + " is not declared" : "";
    }

    /** The most bytes of a value that a scenario describes instead of spelling it out. */
    private static long longestFill(JsonNode steps) {
        return steps.findValues("$fillBytes").stream()
                .mapToLong(fill -> fill.path("count").longValue())
                .max()
                .orElse(0);
    }

    private static boolean movesTime(JsonNode scenario) {
        for (JsonNode step : scenario.path("steps")) {
            if (step.path("op").asString().equals("clock.advance")) {
                return true;
            }
        }
        return false;
    }

    private static boolean countsBacklogs(JsonNode scenario) {
        return scenario.path("expect").findValues("deliveries").stream()
                .anyMatch(deliveries ->
                        deliveries.findValues("backlogCount").stream().anyMatch(JsonNode::isNumber));
    }

    /** Whether messages come back in another order than they were sent in. */
    private static boolean overtakes(JsonNode scenario) {
        for (JsonNode messages : scenario.path("expect").findValues("messages")) {
            String last = "";
            for (JsonNode message : messages) {
                String label = message.path("id").asString();
                if (message.path("attempts").asInt(1) > 1) {
                    if (label.compareTo(last) < 0) {
                        return true;
                    }
                    last = label;
                }
            }
        }
        return false;
    }

    private static boolean listsChecksums(JsonNode scenario) {
        for (int i = 0; i < scenario.path("steps").size(); i++) {
            boolean lists = scenario.path("steps").path(i).path("op").asString().equals("list");
            if (lists && scenario.path("expect").path(i).toString().contains("\"md5\"")) {
                return true;
            }
        }
        return false;
    }
}
