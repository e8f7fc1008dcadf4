package dev.isobar.internal.ai;

import static dev.isobar.internal.ai.RecordingAi.json;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiMarkdown;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Operation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A model that remembers what it was asked, with an interceptor that sees the operations. */
final class RecordingAi {
    final List<AiRequest> seen = new ArrayList<>();
    final List<Operation> operations = new ArrayList<>();
    final AtomicInteger closings = new AtomicInteger();
    Capabilities capabilities = Capabilities.of(
            Capability.AI_BATCH, Capability.AI_CATALOGUE, Capability.AI_TO_MARKDOWN, Capability.AI_STREAM_INPUT);

    private final class Recording implements AiDriver {
        private final AiResult answer;

        Recording(AiResult answer) {
            this.answer = answer;
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public AiResult run(AiRequest request) {
            seen.add(request);
            return answer;
        }

        @Override
        public List<AiModel> models(AiModelFilter filter) {
            if (filter.search() != null) {
                throw new AiFailureException(429, 3040, "no room", null);
            }
            return List.of(new AiModel("id", "name", "d", "t", List.of(), Map.of()));
        }

        @Override
        public List<AiMarkdown> toMarkdown(List<AiDocument> documents) {
            return documents.stream()
                    .map(document -> new AiMarkdown("id", document.name(), "text/plain", "text", 1, "a"))
                    .toList();
        }
    }

    Ai answering(String json) {
        return answering(new AiJson(json(json)));
    }

    Ai answering(AiResult answer) {
        AiDriver driver = new Recording(answer);
        DriverCalls calls = new DriverCalls(Service.AI, "AI", driver, List.of((operation, call) -> {
            operations.add(operation);
            return call.get();
        }));
        return new PortableAi(driver, calls, AiLimits.CLOUDFLARE);
    }

    JsonNode sent() {
        return seen.get(seen.size() - 1).inputs();
    }

    AiBody body(String contentType, String text) {
        return new AiBody(contentType, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closings.incrementAndGet();
            }
        });
    }

    AiFrames frames(JsonNode... frames) {
        Iterator<JsonNode> given = List.of(frames).iterator();
        return new AiFrames(given, closings::incrementAndGet);
    }

    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace("\\'", "\\\"").replace('\'', '"'));
    }
}
