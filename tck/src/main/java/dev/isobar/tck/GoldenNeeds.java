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
            // The shortest expiry would take a minute each.
            case "kv" -> lacks(declared, Capability.CONTROLLED_CLOCK, scenario.has("clock"));
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
