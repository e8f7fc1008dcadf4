package dev.isobar.tck;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Replays one scenario on a backend and compares, as the kit does with its recordings. For programs that record or make
 * up scenarios; who has files of them names their folder in {@code isobar.tck.golden} instead.
 *
 * @since 0.1.0
 */
public final class ScenarioReplay {
    private final GoldenScenario scenario;
    private final List<String> differences = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    ScenarioReplay(GoldenScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Performs the steps of a scenario on a new, empty binding and compares each outcome with what is expected. All
     * steps are performed, whether or not an earlier one differs, except those that refer to what was never saved.
     *
     * @param tck opens the binding and names its service, which is KV, D1, R2 or queues; need not be run by JUnit
     * @param scenario one scenario of the format in {@code docs/spec/golden-format.md}, with an outcome in
     *     {@code expect} for each of its {@code steps}; its tags and the list of known differences leave nothing out
     * @return a text for each difference, with the step's index and operation, what was recorded and what was found;
     *     empty if there is none
     * @throws UnsupportedOperationException if there is no format for this service
     * @throws UnsupportedCapabilityException if a step needs what the backend does not declare
     * @throws Exception if the binding cannot be opened or closed
     */
    public static List<String> differences(BindingTck<?> tck, JsonNode scenario) throws Exception {
        ScenarioReplay replay = new ScenarioReplay(GoldenScenario.of(scenario, ""));
        replay.onNewSubject(tck);
        return replay.differences();
    }

    /** What was found: the step, what was recorded, what happened. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** What the steps that differ have failed with. */
    List<Throwable> errors() {
        return List.copyOf(errors);
    }

    <T> void onNewSubject(BindingTck<T> tck) throws Exception {
        GoldenPlayer<T> player = tck.player();
        JsonNode clockStart = scenario.json().path("clock").path("startMillis");
        TestClock clock = new TestClock(
                Instant.ofEpochMilli(clockStart.isNumber() ? clockStart.longValue() : 1_700_000_000_000L));
        try (TckSubject<T> subject = tck.open(clock)) {
            GoldenScenario played = scenario;
            if (!subject.capabilities().has(Capability.CONTROLLED_CLOCK)) {
                // To a store with a clock of its own, the recorded times are past.
                Instant now = subject.store().clock().instant().truncatedTo(ChronoUnit.SECONDS);
                played = scenario.at(clock.instant(), now);
                clock.set(now);
            }
            play(played, player.over(subject, clock, played.json()));
        }
    }

    private void play(GoldenScenario played, GoldenOperations operations) {
        GoldenValues values = new GoldenValues();
        GoldenOutcome outcome =
                new GoldenOutcome(operations, played.comparesMessages() && operations.comparesMessages());
        JsonNode steps = played.json().get("steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String name = "step " + i + " " + step.get("op").stringValue() + " ";
            GoldenArguments arguments;
            try {
                arguments = arguments(step, values);
            } catch (GoldenValues.UnsavedException unsaved) {
                differences.add(name + unsaved.getMessage());
                continue;
            }
            Object result = perform(step, arguments, operations);
            if (step.has("save") && !(result instanceof GoldenOutcome.Failed)) {
                values.save(step.get("save").stringValue(), result);
            }
            List<String> found = outcome.differences(played.json().get("expect").get(i), result);
            found.forEach(difference -> differences.add(name + difference));
            if (!found.isEmpty() && result instanceof GoldenOutcome.Failed failed) {
                errors.add(failed.error());
            }
        }
    }

    private static GoldenArguments arguments(JsonNode step, GoldenValues values) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        step.path("args")
                .properties()
                .forEach(member -> members.put(member.getKey(), values.decode(member.getValue())));
        return new GoldenArguments(members);
    }

    private static @Nullable Object perform(JsonNode step, GoldenArguments arguments, GoldenOperations operations) {
        try {
            return operations.perform(step.get("op").stringValue(), arguments);
        } catch (UnsupportedCapabilityException missing) {
            throw missing;
        } catch (VirtualMachineError fatal) {
            throw fatal;
        } catch (Throwable failed) {
            return new GoldenOutcome.Failed(failed);
        }
    }
}
