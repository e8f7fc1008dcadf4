package dev.isobar.workerd;

import tools.jackson.databind.JsonNode;

/** Runs scenarios somewhere and tells what happened. */
interface Recording {
    /** Runs a scenario on a binding that nobody has used and returns the outcome of each step, as an array. */
    JsonNode record(JsonNode scenario) throws Exception;
}
