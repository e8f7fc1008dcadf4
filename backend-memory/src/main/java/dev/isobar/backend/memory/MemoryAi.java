package dev.isobar.backend.memory;

import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models of the process, and functions that stand in for others.
 *
 * <p>The embedding models of {@link dev.isobar.ai.AiEmbeddingModel} and {@code @cf/baai/bge-reranker-base} are there
 * from the start. They are lexical: texts that share words are near each other, and meaning plays no part (AI-26). A
 * function takes the place of any model, of these too. Functions name the models that are offered; any other is refused
 * with code 5007.
 */
public final class MemoryAi {
    private MemoryAi() {}

    /**
     * Starts with the lexical models.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects models. Not safe for use from several threads; the driver is, if the functions are. */
    public static final class Builder {
        private final Map<String, Function<AiRequest, AiResult>> models = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Lets a function stand in for a model. It gets the inputs and gives the answer: a {@link String} becomes the
         * {@code response} of a language model with its {@code usage}; an {@link AiResult} is passed on as it is;
         * anything else is written as JSON. Where a stream is asked for, a {@code response} is cut into words
         * (AI-41). To fail, it throws {@link dev.isobar.spi.AiFailureException}.
         *
         * @param name the model, such as {@code @cf/meta/llama-3.1-8b-instruct}
         * @param function the function, called from many threads at once
         * @return this builder
         */
        public Builder model(String name, Function<JsonNode, ?> function) {
            models.put(name, request -> answer(request, function.apply(request.inputs())));
            return this;
        }

        /**
         * Lets a function stand in for a language model that speaks piece by piece. Pieces are asked for as the stream
         * is read; without a stream they are joined.
         *
         * @param name the model, such as {@code @cf/meta/llama-3.1-8b-instruct}
         * @param function the function, called from many threads at once
         * @return this builder
         */
        public Builder streaming(String name, Function<JsonNode, Iterator<String>> function) {
            models.put(name, request -> {
                Iterator<String> pieces = function.apply(request.inputs());
                return request.stream()
                        ? TextAnswers.frames(request.inputs(), pieces)
                        : new AiJson(TextAnswers.whole(request.inputs(), TextAnswers.joined(pieces)));
            });
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the driver, to be bound by {@link dev.isobar.EnvBuilder#bind}
         */
        public AiDriver build() {
            return new MemoryAiDriver(models);
        }

        private static AiResult answer(AiRequest request, Object given) {
            if (given instanceof AiResult result) {
                return result;
            }
            JsonNode answer = given instanceof String text
                    ? TextAnswers.whole(request.inputs(), text)
                    : JsonMapper.shared().valueToTree(given);
            boolean speaks = answer.path("response").isString() || answer.has("tool_calls");
            return request.stream() && speaks && answer instanceof ObjectNode object
                    ? TextAnswers.frames(request.inputs(), object)
                    : new AiJson(answer);
        }
    }
}
