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

/** Calls one binding inside the runtime. */
final class Bridge {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI runtime;
    private final String service;
    private final String binding;

    Bridge(HttpClient client, URI runtime, String service, String binding) {
        this.client = client;
        this.runtime = runtime;
        this.service = service;
        this.binding = binding;
    }

    /** Calls a method and returns what it returned: Map, List, String, Long, Double, Boolean, byte[], Instant, null. */
    @Nullable
    Object call(String operation, @Nullable Object... arguments) {
        byte[] request = Packed.pack(Map.of(
                "service", service, "binding", binding, "operation", operation, "args", Arrays.asList(arguments)));
        Map<String, @Nullable Object> answer = Packed.unpack(send("/call", request));
        if (answer.get("error") instanceof Map<?, ?> error) {
            throw failure(error);
        }
        return answer.get("value");
    }

    private static Failure failure(Map<?, ?> error) {
        Failure cause = error.get("cause") instanceof Map<?, ?> inner ? failure(inner) : null;
        return new Failure(String.valueOf(error.get("name")), String.valueOf(error.get("message")), cause);
    }

    /** Tells the simulator behind the binding what time it is; from then on its time stands. */
    void setClock(Instant now) {
        String text = "{\"binding\":\"" + binding + "\",\"millis\":" + now.toEpochMilli() + "}";
        send("/clock", text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] send(String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(runtime.resolve(path))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode() + ": "
                        + new String(Objects.requireNonNull(response.body()), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
