package dev.isobar.backend.memory;

import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiFailureException;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models that were registered, then the lexical ones. */
final class MemoryAiDriver implements AiDriver {
    private final Map<String, Function<AiRequest, AiResult>> registered;
    private final Set<String> offered;
    private final MemoryBatches batches = new MemoryBatches();

    MemoryAiDriver(Map<String, Function<AiRequest, AiResult>> registered) {
        this.registered = new LinkedHashMap<>(registered);
        Set<String> names = new LinkedHashSet<>(registered.keySet());
        for (AiEmbeddingModel model : AiEmbeddingModel.values()) {
            names.add(model.id());
        }
        names.add(LexicalModels.RERANKER);
        this.offered = Set.copyOf(names);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Capability.AI_BATCH, Capability.AI_CATALOGUE, Capability.AI_UNIT_LENGTH);
    }

    @Override
    public Set<String> offered() {
        return offered;
    }

    @Override
    public AiResult run(AiRequest request) {
        if (request.options().queueRequest()) {
            return batches.queue(request, this::single);
        }
        JsonNode id = request.inputs().path("request_id");
        return id.isString() && request.inputs().size() == 1 ? batches.poll(id.stringValue()) : single(request);
    }

    private AiResult single(AiRequest request) {
        Function<AiRequest, AiResult> own = registered.get(request.model());
        if (own != null) {
            return own.apply(request);
        }
        AiEmbeddingModel embedding = AiEmbeddingModel.of(request.model());
        if (embedding != null) {
            return new AiJson(LexicalModels.embed(embedding, request.inputs()));
        }
        if (request.model().equals(LexicalModels.RERANKER)) {
            return new AiJson(LexicalModels.rerank(request.inputs()));
        }
        throw AiFailureException.noSuchModel(request.model());
    }

    @Override
    public List<AiModel> models(AiModelFilter filter) {
        List<AiModel> fitting =
                all().stream().filter(model -> fits(model, filter)).toList();
        if (filter.perPage() <= 0) {
            return fitting;
        }
        return fitting.stream()
                .skip((long) (Math.max(filter.page(), 1) - 1) * filter.perPage())
                .limit(filter.perPage())
                .toList();
    }

    private List<AiModel> all() {
        Map<String, AiModel> models = new LinkedHashMap<>();
        for (AiEmbeddingModel model : AiEmbeddingModel.values()) {
            Map<String, String> properties = Map.of(
                    "output_dimensions", Integer.toString(model.dimensions()),
                    "max_input_tokens", Integer.toString(model.maxTokens()));
            models.put(model.id(), model(model.id(), "Lexical vectors", "Text Embeddings", properties));
        }
        models.put(
                LexicalModels.RERANKER,
                model(LexicalModels.RERANKER, "Lexical ranking", "Text Classification", Map.of()));
        registered.keySet().forEach(name -> models.put(name, model(name, "Registered by the program", "", Map.of())));
        return new ArrayList<>(models.values());
    }

    private static AiModel model(String name, String description, String task, Map<String, String> properties) {
        return new AiModel(name, name, description, task, List.of(), properties);
    }

    private static boolean fits(AiModel model, AiModelFilter filter) {
        return contains(model.name(), filter.search())
                && (filter.task() == null || filter.task().equals(model.task()))
                && contains(model.name(), filter.author() == null ? null : "/" + filter.author() + "/");
    }

    private static boolean contains(String name, @Nullable String part) {
        return part == null || name.contains(part);
    }
}
