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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The models under one AI binding.
 *
 * <p><b>Arguments.</b> The options are checked, and so are the inputs of the embedding models of
 * {@link dev.isobar.ai.AiEmbeddingModel} and of reranking; the driver checks the inputs of all other models. At most 100
 * texts arrive in one call, 10,000 under {@link dev.isobar.ai.AiLimits#RELAXED}, and batches below 10,000,000 bytes,
 * 100,000,000 under relaxed limits.
 *
 * <p><b>Ownership.</b> Inputs belong to the caller: the driver reads them during the call only and changes none. An
 * input that is a stream is read once, on the calling thread, and not closed. An answer belongs to the receiver, which
 * may change its JSON. A stream or frames are read by one thread at a time, after the call has returned, and are closed exactly once,
 * whether or not they were read to their end and perhaps by another thread; closing must not wait for the rest of the
 * answer, and ends the run where the driver can.
 *
 * <p><b>Errors.</b> A run that fails throws {@link AiFailureException} where the code is known; other exceptions are
 * classified as for every {@link Driver}. The same holds for exceptions of streams, of iterators of frames, and of their
 * {@code close}, whenever they are thrown (AI-45). Interrupts and threads are those of {@link Driver}; a run that was
 * interrupted may have been charged.
 *
 * @since 0.1.0
 */
public interface AiDriver extends Driver {
    /**
     * Names the models that are offered. A model that is not among them is refused before the driver is asked (AI-23).
     * Reads no file and asks no server.
     *
     * @implSpec returns {@code null}
     * @return the names that {@link AiRequest#model()} may have, constant over the life of the driver; {@code null} if
     *     only the service knows them. Every model is then passed to {@link #run}, which throws
     *     {@link AiFailureException#noSuchModel} for one that the service does not offer
     */
    default @Nullable Set<String> offered() {
        return null;
    }

    /**
     * Runs a model.
     *
     * @param request what to run
     * @return the answer; a stream if it was asked for and the model streams
     * @throws AiFailureException if the run failed with a code of Workers AI
     * @throws Exception if the run failed otherwise
     */
    AiResult run(AiRequest request) throws Exception;

    /**
     * Describes the models. Called with {@link Capability#AI_CATALOGUE} only.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @param filter which models
     * @return the models, one page of them
     * @throws Exception if the models cannot be listed
     */
    default List<AiModel> models(AiModelFilter filter) throws Exception {
        throw new UnsupportedOperationException("models");
    }

    /**
     * Converts documents. Called with {@link Capability#AI_TO_MARKDOWN} only.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @param documents the documents, at least one
     * @return one result per document, in their order
     * @throws Exception if no document can be converted; one that fails alone is a result with an error
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
     * @param options how to run it; gateway, tags and headers may be ignored where they mean nothing
     * @param body an input that is sent while it is read, with a content type; {@code null} for none, and always
     *     {@code null} without {@link Capability#AI_STREAM_INPUT}
     * @since 0.1.0
     */
    record AiRequest(
            String model,
            JsonNode inputs,
            AiOptions options,
            @Nullable AiInput body) {
        /**
         * Reports whether a stream is asked for.
         *
         * @return {@code true} if the inputs have {@code stream: true}
         */
        public boolean stream() {
            return inputs.path("stream").asBoolean(false);
        }

        /** Shows the model: inputs and headers are the application's. */
        @Override
        public String toString() {
            return "AiRequest[" + model + "]";
        }
    }

    /**
     * What a run gives: JSON, frames, or bytes.
     *
     * @since 0.1.0
     */
    sealed interface AiResult permits AiJson, AiFrames, AiBody {}

    /**
     * A JSON answer.
     *
     * @param answer the answer, given away
     * @since 0.1.0
     */
    record AiJson(JsonNode answer) implements AiResult {
        /** Shows no content: the answer is the application's. */
        @Override
        public String toString() {
            return "AiJson";
        }
    }

    /**
     * A stream that is made here. The portable class writes it as server-sent events and ends it with {@code [DONE]}.
     *
     * @param frames the frames in order, made as they are asked for, the last with an empty {@code response} and
     *     {@code usage} (AI-42)
     * @param source what is closed once when the answer is closed, such as the connection that the frames are read from
     * @since 0.1.0
     */
    record AiFrames(Iterator<? extends JsonNode> frames, AutoCloseable source) implements AiResult {
        /**
         * Creates a stream that needs no closing.
         *
         * @param frames the frames in order
         */
        public AiFrames(Iterator<? extends JsonNode> frames) {
            this(frames, () -> {});
        }
    }

    /**
     * Bytes of any other content type, {@code text/event-stream} among them.
     *
     * @param contentType the type
     * @param body the bytes, given away; closed once when the answer is closed
     * @since 0.1.0
     */
    record AiBody(String contentType, InputStream body) implements AiResult {}
}
