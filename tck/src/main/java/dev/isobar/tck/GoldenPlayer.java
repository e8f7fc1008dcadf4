package dev.isobar.tck;

import tools.jackson.databind.JsonNode;

/**
 * Makes the operations for one scenario, which may bring a configuration of its own.
 *
 * @param <T> the binding's interface
 */
interface GoldenPlayer<T> {
    GoldenOperations over(TckSubject<T> subject, TestClock clock, JsonNode scenario);
}
