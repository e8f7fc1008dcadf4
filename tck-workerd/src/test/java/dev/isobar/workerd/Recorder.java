package dev.isobar.workerd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records scenarios in Cloudflare's runtime: their steps run inside a worker on an empty binding, and what they led to is
 * written as {@code docs/spec/golden-format.md} says. One at a time.
 */
final class Recorder implements BeforeAllCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    // Half a surrogate pair gets through as an escape only.
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Node node;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (node == null) {
            node = Node.start("recorder/serve.mjs");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Node running = node;
        if (running == null || context.getRequiredTestClass().isAnnotationPresent(Nested.class)) {
            return;
        }
        node = null;
        running.stop();
    }

    /**
     * Runs a scenario, whose {@code id} begins with its service.
     *
     * @return the outcomes of its steps, an array; {@code {"$unsaved": path}} of a step that was not performed, because it
     *     refers to what was not saved
     */
    JsonNode record(JsonNode scenario) {
        Node running = Objects.requireNonNull(node, "the runtime has not started");
        HttpRequest request = HttpRequest.newBuilder(running.address(0))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(scenario)))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            byte[] answer = Objects.requireNonNull(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException(new String(answer, StandardCharsets.UTF_8));
            }
            return MAPPER.readTree(answer);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
