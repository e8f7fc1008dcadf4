package dev.isobar.ai;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The models of Workers AI: text in; vectors, labels, text, pictures or sound out.
 *
 * <p>Inputs are a map, a record, a {@link JsonNode} or an {@link AiPrompt}, with the names that the model's page lists;
 * members that are null are left out. Bytes among them are a {@code byte[]}. A model that the backend does not offer
 * is an {@link dev.isobar.error.InvalidRequestException} with code 5007 (AI-23). The errors of a run are those of
 * {@link #run(String, Object, AiOptions)} on every method here.
 *
 * <p>Inputs are read during the call only, and a stream among them is not closed. Answers belong to the caller. A thread
 * that is interrupted gets an {@link dev.isobar.error.UnavailableException}, its interrupt flag stays set, and the run
 * may have been charged.
 *
 * <p>Instances are safe for concurrent use; an {@link AiStream} belongs to one thread at a time.
 *
 * @see <a href="https://developers.cloudflare.com/workers-ai/configuration/bindings/">Workers AI, bindings</a>
 * @since 0.1.0
 */
public interface Ai {
    /**
     * Reports whether a model is offered, as far as that is known without asking a service. The JavaScript binding has no
     * such call.
     *
     * @param model the model, such as {@code @cf/baai/bge-small-en-v1.5}
     * @return {@code false} if a run would be refused with code 5007 (AI-23); {@code true} if the model is offered, or
     *     only the service knows
     */
    boolean offers(String model);

    /**
     * Runs a model that answers with JSON.
     *
     * @param model the model, such as {@code @cf/baai/bge-small-en-v1.5}
     * @param inputs what the model takes
     * @return the answer
     */
    default JsonNode run(String model, Object inputs) {
        return run(model, inputs, AiOptions.NONE);
    }

    /**
     * Runs a model that answers with JSON (AI-02).
     *
     * @param model the model, such as {@code @cf/baai/bge-small-en-v1.5}
     * @param inputs what the model takes
     * @param options how it is run
     * @return the answer; in JSON mode its {@code response} is a parsed document (AI-52)
     * @throws dev.isobar.error.InvalidRequestException if the model is not offered (AI-23, code 5007), the inputs do not
     *     fit it (AI-22, code 5006), ask for a stream (AI-03), or an option is not allowed (AI-09)
     * @throws dev.isobar.error.LimitExceededException if there are too many texts (AI-22), or the account's allowance
     *     is used up (AI-71, code 3036)
     * @throws dev.isobar.error.ThrottledException if there is no room at the moment, with the wait that the service asks
     *     for (AI-71, code 3040)
     * @throws dev.isobar.error.UnsupportedCapabilityException if the options or inputs need what the backend does not
     *     have (AI-04, AI-10)
     */
    JsonNode run(String model, Object inputs, AiOptions options);

    /**
     * Runs a model and reads its JSON as a class.
     *
     * @param <T> the class
     * @param model the model
     * @param inputs what the model takes
     * @param type a record, a map, a class with a default constructor; members that it does not have are ignored
     * @return the answer
     */
    default <T> T run(String model, Object inputs, Class<T> type) {
        return run(model, inputs, AiOptions.NONE, type);
    }

    /**
     * Runs a model and reads its JSON as a class.
     *
     * @param <T> the class
     * @param model the model
     * @param inputs what the model takes
     * @param options how it is run
     * @param type a record, a map, a class with a default constructor; members that it does not have are ignored
     * @return the answer
     * @throws dev.isobar.error.BackendException if the answer cannot be read as the class
     */
    <T> T run(String model, Object inputs, AiOptions options, Class<T> type);

    /**
     * Runs a model that answers piece by piece.
     *
     * @param model the model
     * @param inputs what the model takes; {@code stream: true} is added
     * @return the stream; the caller closes it
     */
    default AiStream stream(String model, Object inputs) {
        return stream(model, inputs, AiOptions.NONE);
    }

    /**
     * Runs a model that answers piece by piece (AI-03, AI-40).
     *
     * @param model the model
     * @param inputs what the model takes; {@code stream: true} is added
     * @param options how it is run
     * @return the stream; the caller closes it
     * @throws dev.isobar.error.InvalidRequestException if the model does not stream, or JSON mode is asked for (AI-52)
     */
    AiStream stream(String model, Object inputs, AiOptions options);

    /**
     * Runs a model that answers with a picture or with sound.
     *
     * @param model the model
     * @param inputs what the model takes
     * @return the bytes; the caller closes them
     */
    default AiBytes bytes(String model, Object inputs) {
        return bytes(model, inputs, AiOptions.NONE);
    }

    /**
     * Runs a model that answers with a picture or with sound (AI-02). Where the model answers with JSON that has
     * {@code image} or {@code audio} in base64, these bytes are taken.
     *
     * @param model the model
     * @param inputs what the model takes
     * @param options how it is run
     * @return the bytes; the caller closes them
     * @throws dev.isobar.error.InvalidRequestException if the model answers with other JSON
     */
    AiBytes bytes(String model, Object inputs, AiOptions options);

    /**
     * Turns texts into vectors with the pooling that Cloudflare takes by itself, {@code mean} (AI-30).
     *
     * @param model an embedding model
     * @param texts 1 to 100 texts, none empty
     * @return one vector per text, in their order (AI-21)
     */
    default AiEmbeddings embed(String model, List<String> texts) {
        return embed(model, texts, AiPooling.MEAN);
    }

    /**
     * Turns texts into vectors.
     *
     * @param model an embedding model
     * @param texts 1 to 100 texts, none empty
     * @param pooling how a text's vector is made; vectors of different pooling cannot be compared (AI-30)
     * @return one vector per text, in their order (AI-21)
     * @throws dev.isobar.error.InvalidRequestException if there is no text or one is empty (AI-22)
     * @throws dev.isobar.error.LimitExceededException if there are more than 100 (AI-22)
     */
    AiEmbeddings embed(String model, List<String> texts, AiPooling pooling);

    /**
     * Labels a text.
     *
     * @param model a text classification model, such as {@code @cf/huggingface/distilbert-sst-2-int8}
     * @param text the text
     * @return the labels with their scores, in no order that can be relied on (AI-35)
     */
    List<AiLabel> classify(String model, String text);

    /**
     * Orders texts by how well they answer a query.
     *
     * @param model a reranking model, such as {@code @cf/baai/bge-reranker-base}, or {@code @cf/baai/bge-m3}
     * @param query the query, not empty
     * @param contexts the texts, at least one, none empty
     * @param topK the most results, at least 1
     * @return the best first, with the position of each in {@code contexts} (AI-36)
     * @throws dev.isobar.error.InvalidRequestException if a text is empty or {@code topK} is below 1 (AI-22)
     */
    List<AiScore> rerank(String model, String query, List<String> contexts, int topK);

    /**
     * Generates text. Answers of both shapes, {@code response} and {@code choices}, are read alike (AI-22).
     *
     * @param model a text generation model
     * @param prompt what to answer, with which tools and settings
     * @return the answer
     */
    default AiReply generate(String model, AiPrompt prompt) {
        return generate(model, prompt, AiOptions.NONE);
    }

    /**
     * Generates text. Answers of both shapes, {@code response} and {@code choices}, are read alike (AI-22).
     *
     * @param model a text generation model
     * @param prompt what to answer, with which tools and settings
     * @param options how it is run
     * @return the answer
     * @throws dev.isobar.error.BackendException if JSON was asked for and the model could not comply (AI-52)
     */
    AiReply generate(String model, AiPrompt prompt, AiOptions options);

    /**
     * Queues a batch (AI-10).
     *
     * @param model a model that takes batches
     * @param requests the inputs of each run, at most 10 MB as JSON; {@code external_reference} comes back with the result
     * @return the id to ask for the results with
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no batches
     * @throws dev.isobar.error.LimitExceededException if the requests are too large (AI-10)
     */
    String queue(String model, List<?> requests);

    /**
     * Asks for the results of a batch (AI-11).
     *
     * @param model the model that the batch was queued for
     * @param requestId what {@link #queue} returned
     * @return the state, and the results once there are any
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no batches
     */
    AiBatch poll(String model, String requestId);

    /**
     * Describes what the backend offers (AI-06). To ask for one model by name, call {@link #offers}.
     *
     * @param filter which models
     * @return the models
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no catalogue
     */
    List<AiModel> models(AiModelFilter filter);

    /**
     * Converts documents to Markdown (AI-07). A document that cannot be converted is a result with an error, and the
     * others are converted.
     *
     * @param documents the documents
     * @return one result per document, in their order
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend does not convert
     */
    List<AiMarkdown> toMarkdown(List<AiDocument> documents);
}
