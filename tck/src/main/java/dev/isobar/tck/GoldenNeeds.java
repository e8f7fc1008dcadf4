package dev.isobar.tck;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The capabilities that recorded outcomes need; a step that is refused for lack of one names it by itself. */
final class GoldenNeeds {
    private GoldenNeeds() {}

    static @Nullable Capability missing(String service, JsonNode scenario, Capabilities declared) {
        return switch (service) {
            // The shortest expiration would take a minute each; KV-TTL-03 waits for it once.
            case "kv" -> lacks(declared, Capability.CONTROLLED_CLOCK, movesTime(scenario));
            case "r2" -> {
                boolean unequal = scenario.path("expect").toString().contains("10048");
                Capability sizes = lacks(declared, Capability.R2_EQUAL_PART_SIZES, unequal);
                yield sizes != null ? sizes : lacks(declared, Capability.R2_LIST_CHECKSUMS, listsChecksums(scenario));
            }
            default -> null;
        };
    }

    private static @Nullable Capability lacks(Capabilities declared, Capability capability, boolean needed) {
        return needed && !declared.has(capability) ? capability : null;
    }

    private static boolean movesTime(JsonNode scenario) {
        for (JsonNode step : scenario.path("steps")) {
            if (step.path("op").asString().equals("clock.advance")) {
                return true;
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
