package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random calls of one queue with a dead letter queue. Both are consumed, since the simulator drops what nobody consumes
 * (row {@code Q-CONS-07}), and sizes stay below all limits but one (row {@code Q-SEND-12}).
 */
final class RandomQueues implements RandomSteps {
    private static final String DEAD = "dead";

    private final Dice dice;
    private final QueueTimes times;
    private final QueueActs acts;
    private int sent;
    private int passed;

    RandomQueues(Dice dice) {
        this.dice = dice;
        times = QueueTimes.any(dice);
        acts = new QueueActs(dice, times.retryDelays());
    }

    @Override
    public ObjectNode head() {
        ObjectNode head = Forms.members();
        head.putObject("clock").put("startMillis", 1_700_000_000_000L);
        ObjectNode queues = head.putObject("config").putObject("queues");
        ObjectNode main = times.main().deepCopy();
        if (dice.chance(70)) {
            main.put("deadLetterQueue", DEAD);
        }
        queues.set("main", main);
        queues.set(DEAD, times.dead());
        return head;
    }

    @Override
    public Step next() {
        return switch (dice.between(0, 9)) {
            case 0, 1, 2 -> send();
            case 3, 4 -> sendBatch();
            case 5 -> refused();
            case 6 -> times.counted() ? metrics() : advance();
            default -> advance();
        };
    }

    private Step advance() {
        int seconds = dice.oneOf(times.seconds());
        if (passed + seconds > times.limit()) {
            seconds = 0;
        }
        passed += seconds;
        return Step.of("advance").with("seconds", seconds);
    }

    private Step metrics() {
        Step step = Step.of("metrics");
        return dice.chance(20) ? step.with("queue", DEAD) : step;
    }

    private Step send() {
        ObjectNode message = message();
        Step step = Step.of("send").with("body", message.remove("body"));
        return step.withAny("options", message);
    }

    private Step sendBatch() {
        List<ObjectNode> messages = new ArrayList<>();
        for (int left = dice.between(1, 6); left > 0; left--) {
            messages.add(message());
        }
        Step step = Step.of("sendBatch").with("messages", Forms.array(messages));
        int delay = dice.oneOf(times.delays());
        return delay < 0 || dice.chance(50)
                ? step
                : step.with("options", Forms.members().put("delaySeconds", delay));
    }

    private ObjectNode message() {
        ObjectNode message = Forms.members();
        if (dice.chance(75)) {
            ArrayNode script = JsonNodeFactory.instance.arrayNode();
            acts.acts().forEach(script::add);
            message.putObject("body").put("n", ++sent).set("act", script);
            if (dice.chance(10)) {
                message.put("contentType", "json");
            }
        } else {
            content(message);
        }
        int delay = dice.oneOf(times.delays());
        return delay < 0 ? message : message.put("delaySeconds", delay);
    }

    /** A body that tells the consumer nothing, and its type. */
    private void content(ObjectNode message) {
        switch (dice.between(0, 5)) {
            case 0 ->
                message.set("body", Forms.bytes(dice.oneOf(new byte[0], new byte[] {0, 1, -1})))
                        .put("contentType", "bytes");
            case 1, 2 ->
                message.put("body", dice.oneOf("", "text", "é 日本 😀", "{\"n\":1}"))
                        .put("contentType", "text");
            case 3 -> message.set("body", json());
            case 4 -> message.set("body", json()).put("contentType", "json");
            default -> message.set("body", Forms.fill("x", 1_000)).put("contentType", "text");
        }
    }

    private JsonNode json() {
        return dice.oneOf(
                Forms.of("text"),
                Forms.of(5),
                Forms.of(2.5),
                Forms.of(true),
                JsonNodeFactory.instance.nullNode(),
                Forms.array(List.of(Forms.of(1), Forms.members(), Forms.of("a"))),
                Forms.members().put("act", "ack"));
    }

    /** The runtime tells no codes, so none are compared (row {@code Q-ERR-01}). */
    private Step refused() {
        JsonNode text = Forms.of("text");
        ObjectNode good = Forms.members().put("body", "kept out");
        return switch (dice.between(0, 7)) {
            case 0 -> Step.of("send").with("body", "late").with("options", delay(dice.oneOf(86_401, -1, 100_000)));
            case 1 -> batch(List.of(good, delay(dice.oneOf(86_401, -5)).put("body", "late")));
            case 2 -> batch(List.of(good)).with("options", delay(dice.oneOf(86_401, -1)));
            case 3 -> batch(List.of());
            case 4 ->
                Step.of("send")
                        .with("body", Forms.of(5))
                        .with("options", Forms.members().put("contentType", "text"));
            case 5 ->
                batch(List.of(good, Forms.members().put("contentType", "bytes").set("body", text)));
            case 6 ->
                Step.of("send")
                        .with("body", Forms.fill("x", 128_001))
                        .with("options", Forms.members().put("contentType", "text"));
            default ->
                Step.of("send")
                        .with("body", text)
                        .with("options", Forms.members().put("contentType", "xml"));
        };
    }

    private static ObjectNode delay(int seconds) {
        return Forms.members().put("delaySeconds", seconds);
    }

    private static Step batch(List<ObjectNode> messages) {
        return Step.of("sendBatch").with("messages", Forms.array(messages));
    }
}
