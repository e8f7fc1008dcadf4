package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/** Rule ENV-OPEN-07: where backends are found. */
abstract class EnvProviderRules {
    private static final String FILE = "[bindings]\nCACHE = 'kv'\n";

    private static void with(@Nullable ClassLoader context, Runnable work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Rule("ENV-OPEN-07")
    void findsBackendsBesideItself(EnvFolder folder) throws Exception {
        folder.write("isobar.toml", FILE);

        try (URLClassLoader blind = new URLClassLoader(new URL[0], null)) {
            with(blind, folder::works);
        }
        with(null, folder::works);
    }

    @Rule("ENV-OPEN-07")
    void findsBackendsWithTheClassLoaderOfTheThread(EnvFolder folder) {
        folder.write("isobar.toml", FILE).code(builder -> builder.bind(Service.KV, "OTHER", "failing:thread"));

        with(folder.providers(FailingBackendProvider.class.getName()), folder::works);

        assertEquals(0, FailingBackendProvider.open("thread"));
    }

    @Rule("ENV-OPEN-07")
    void findsBackendsWithTheClassLoaderThatCodePasses(EnvFolder folder) {
        folder.write("isobar.toml", FILE)
                .code(builder -> builder.classLoader(folder.providers(FailingBackendProvider.class.getName()))
                        .bind(Service.KV, "OTHER", "failing:code"));

        with(null, folder::works);

        assertEquals(0, FailingBackendProvider.open("code"));
    }

    @Rule("ENV-OPEN-07")
    void usesBackendsBesideABrokenOne(EnvFolder folder) {
        folder.write("isobar.toml", FILE)
                .code(builder -> builder.classLoader(folder.providers("com.example.Lost", "java.lang.String")));

        folder.works();
    }

    @Rule("ENV-OPEN-07")
    void namesBrokenBackendsWhereASchemeIsMissing(EnvFolder folder) {
        folder.write("isobar.toml", FILE + "[backends]\nCACHE = 'lost:'\n")
                .code(builder -> builder.classLoader(folder.providers("com.example.Lost")));

        String problem = folder.problem();

        assertTrue(problem.endsWith("; on the path, but not usable: Provider com.example.Lost not found"), problem);
    }
}
