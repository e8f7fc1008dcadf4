package dev.isobar.workerd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Calls one binding inside the runtime. */
final class Bridge {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI runtime;
    private final URI control;
    private final String service;
    private final String binding;

    Bridge(HttpClient client, URI runtime, URI control, String service, String binding) {
        this.client = client;
        this.runtime = runtime;
        this.control = control;
        this.service = service;
        this.binding = binding;
    }

    /** Calls a method and returns what it returned: Map, List, String, Long, Double, Boolean, byte[], Instant, null. */
    @Nullable
    Object call(String operation, @Nullable Object... arguments) {
        byte[] request = Packed.pack(Map.of(
                "service", service, "binding", binding, "operation", operation, "args", Arrays.asList(arguments)));
        Map<String, @Nullable Object> answer = Packed.unpack(send(runtime, request));
        if (answer.get("error") instanceof Map<?, ?> error) {
            throw failure(error);
        }
        return answer.get("value");
    }

    private static Failure failure(Map<?, ?> error) {
        Failure cause = error.get("cause") instanceof Map<?, ?> inner ? failure(inner) : null;
        return new Failure(String.valueOf(error.get("name")), String.valueOf(error.get("message")), cause);
    }

    URI runtime() {
        return runtime;
    }

    /** The same process, reached for another binding. */
    Bridge to(URI url, String name) {
        return new Bridge(client, url, control, service, name);
    }

    /** Tells the simulator behind the binding what time it is; from then on its time stands. */
    void setClock(Instant now) {
        control("/clock", Map.of("binding", binding, "millis", now.toEpochMilli()));
    }

    /** Asks for what the runtime itself cannot do; the answer is a text. */
    String control(String path, Map<String, Object> arguments) {
        byte[] body = JsonMapper.shared().writeValueAsBytes(arguments);
        return new String(send(control.resolve(path), body), StandardCharsets.UTF_8);
    }

    private byte[] send(URI target, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            byte[] answer = Objects.requireNonNull(response.body());
            if (response.statusCode() != 200) {
                throw new Failure("Error", new String(answer, StandardCharsets.UTF_8), null);
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
