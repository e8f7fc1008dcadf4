package dev.isobar.workerd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One process of the runtime with a pool of bindings, for one class of tests. */
final class Workerd implements BeforeAllCallback, AfterAllCallback {
    /** For the report. */
    static final String SERVER = "workerd 1.20260426.1, miniflare 4.20260426.0";

    private static final Path MODULES = Path.of(System.getProperty("isobar.workerd.modules", "node_modules"));
    private static final int START_SECONDS = 60;

    private final String service;
    private final int bindings;
    private final AtomicInteger used = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Process process;
    private @Nullable URI url;
    private @Nullable URI control;

    Workerd(String service, int bindings) {
        this.service = service;
        this.bindings = bindings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (process != null) {
            return;
        }
        Assumptions.assumeTrue(
                Files.isDirectory(MODULES.resolve("miniflare")), "SKIPPED: the runtime is not installed in " + MODULES);
        Path script = Path.of("src/test/js/runtime.mjs");
        Process started = new ProcessBuilder(
                        "node", script.toString(), MODULES.toString(), service, Integer.toString(bindings))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = started;
        String[] words = ready(started).split(" ", -1);
        url = URI.create(words[1]);
        control = URI.create(words[2]);
    }

    private static String ready(Process process) throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> firstLine(process));
        try {
            return line.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            process.destroy();
            throw new IOException("the runtime did not start within " + START_SECONDS + " s", late);
        }
    }

    private static String firstLine(Process process) {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("ready ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("the runtime ended before it was ready");
            }
            return line;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Process running = process;
        if (running == null || context.getRequiredTestClass().isAnnotationPresent(org.junit.jupiter.api.Nested.class)) {
            return;
        }
        process = null;
        running.getOutputStream().close();
        if (!running.waitFor(10, TimeUnit.SECONDS)) {
            running.destroy();
        }
    }

    /** Takes a binding that nobody has used. */
    Bridge next() {
        if (url == null || control == null) {
            throw new IllegalStateException("the runtime has not started");
        }
        int number = used.getAndIncrement();
        if (number >= bindings) {
            throw new IllegalStateException("more than " + bindings + " tests; declare more bindings");
        }
        return new Bridge(client, url, control, service, service.toUpperCase(java.util.Locale.ROOT) + number);
    }
}
