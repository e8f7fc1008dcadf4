package dev.isobar.spi;

import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiMarkdown;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiOptions;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The models under one AI binding.
 *
 * <p>The options are checked, and so are the inputs of the embedding models of
 * {@link dev.isobar.ai.AiEmbeddingModel} and of reranking; the inputs of all other models are the driver's to check.
 * Methods may be called from many threads at once. A run that fails throws {@link AiFailureException} where the code is
 * known, for a model that is not offered {@link AiFailureException#noSuchModel}; else the client's own unchecked
 * exceptions.
 */
public interface AiDriver extends Driver {
    /**
     * Runs a model.
     *
     * @param request what to run
     * @return the answer; a stream if it was asked for and the model streams
     */
    AiResult run(AiRequest request) throws Exception;

    /**
     * Lists the models. Called with {@link Capability#AI_CATALOGUE} only.
     *
     * @param filter which models
     * @return the models, one page of them
     */
    default List<AiModel> models(AiModelFilter filter) throws Exception {
        throw new UnsupportedOperationException("models");
    }

    /**
     * Converts documents. Called with {@link Capability#AI_TO_MARKDOWN} only.
     *
     * @param documents the documents, at least one
     * @return one result a document, in their order
     */
    default List<AiMarkdown> toMarkdown(List<AiDocument> documents) throws Exception {
        throw new UnsupportedOperationException("toMarkdown");
    }

    /**
     * One run.
     *
     * @param model the model's name
     * @param inputs an object; with {@code stream: true} if a stream is asked for. Bytes are binary nodes, which the
     *     driver writes as the model wants them
     * @param options how to run it; gateway, tags and headers may be left aside where they mean nothing
     * @param body an input that is sent as it is read, with a content type; {@code null} for none, and never there
     *     without {@link Capability#AI_STREAM_INPUT}
     */
    record AiRequest(
            String model,
            JsonNode inputs,
            AiOptions options,
            @Nullable AiInput body) {
        /**
         * Tells whether a stream is asked for.
         *
         * @return {@code true} if the inputs have {@code stream: true}
         */
        public boolean stream() {
            return inputs.path("stream").asBoolean(false);
        }
    }

    /** What a run gives: JSON, frames, or bytes. */
    sealed interface AiResult permits AiJson, AiFrames, AiBody {}

    /**
     * A JSON answer.
     *
     * @param answer the answer
     */
    record AiJson(JsonNode answer) implements AiResult {}

    /**
     * A stream that is made here. The portable class writes it as server-sent events and ends it with {@code [DONE]}.
     *
     * @param frames the frames in order, made as they are asked for, the last with an empty {@code response} and
     *     {@code usage} (AI-42)
     */
    record AiFrames(Iterator<? extends JsonNode> frames) implements AiResult {}

    /**
     * Bytes of any other content type, {@code text/event-stream} among them.
     *
     * @param contentType the type
     * @param body the bytes; the receiver closes them
     */
    record AiBody(String contentType, InputStream body) implements AiResult {}
}
