package dev.isobar.backend.memory;

import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Batches, run when they are queued; the results of the latest hundred can be asked for (AI-10, AI-11). */
final class MemoryBatches {
    private static final int KEPT = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ObjectNode> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectNode> eldest) {
            return size() > KEPT;
        }
    };

    AiJson queue(AiRequest batch, Function<AiRequest, AiResult> models) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = answer.putArray("responses");
        for (JsonNode inputs : batch.inputs().path("requests")) {
            ObjectNode response = responses.addObject().put("id", responses.size() - 1);
            run(new AiRequest(batch.model(), inputs, batch.options(), null), models, response);
            if (inputs.has("external_reference")) {
                response.set("external_reference", inputs.get("external_reference"));
            }
        }
        String id = UUID.randomUUID().toString();
        lock.lock();
        try {
            answers.put(id, answer);
        } finally {
            lock.unlock();
        }
        return new AiJson(JsonNodeFactory.instance
                .objectNode()
                .put("status", "queued")
                .put("request_id", id)
                .put("model", batch.model()));
    }

    private static void run(AiRequest request, Function<AiRequest, AiResult> models, ObjectNode response) {
        try {
            AiResult result = models.apply(request);
            if (!(result instanceof AiJson json)) {
                throw AiFailureException.invalidInput("a batch takes models that answer with JSON");
            }
            response.put("success", true).set("result", json.answer());
        } catch (AiFailureException failed) {
            response.put("success", false)
                    .putObject("result")
                    .put("internalCode", failed.code())
                    .put("description", failed.getMessage());
        }
    }

    AiJson poll(String id) {
        @Nullable ObjectNode answer;
        lock.lock();
        try {
            answer = answers.get(id);
        } finally {
            lock.unlock();
        }
        if (answer == null) {
            throw AiFailureException.invalidInput("no batch has this request_id");
        }
        return new AiJson(answer.deepCopy());
    }
}
