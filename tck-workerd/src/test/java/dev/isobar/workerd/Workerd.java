package dev.isobar.workerd;

import java.net.http.HttpClient;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One process of the runtime with a pool of bindings, for one class of tests. */
final class Workerd implements BeforeAllCallback, AfterAllCallback {
    private final String service;
    private final int bindings;
    private final AtomicInteger used = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Node node;

    Workerd(String service, int bindings) {
        this.service = service;
        this.bindings = bindings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (node == null) {
            node = Node.start("runtime.mjs", service, Integer.toString(bindings));
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

    /** Takes a binding that nobody has used. */
    Bridge next() {
        if (node == null) {
            throw new IllegalStateException("the runtime has not started");
        }
        int number = used.getAndIncrement();
        if (number >= bindings) {
            throw new IllegalStateException("more than " + bindings + " tests; declare more bindings");
        }
        return new Bridge(client, node.address(0), node.address(1), service, service.toUpperCase(Locale.ROOT) + number);
    }
}
