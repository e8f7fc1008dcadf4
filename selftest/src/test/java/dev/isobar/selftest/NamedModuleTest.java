package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.isobar.Env;
import dev.isobar.backend.memory.MemoryBackendProvider;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** Records of named modules, in a process of their own: opened, exported, closed, and through a lookup. */
class NamedModuleTest {
    private static final String RECORD = "record App(dev.isobar.kv.KVNamespace CACHE) {}";

    @Test
    void createsRecordsOfNamedModules(@TempDir Path folder) throws Exception {
        Path sources = Files.createDirectories(folder.resolve("src"));
        write(
                sources.resolve("module-info.java"),
                "module shop { requires dev.isobar.api; opens shop.opened to dev.isobar.api; exports shop.exported; }");
        write(sources.resolve("shop/opened/App.java"), "package shop.opened; " + RECORD);
        write(sources.resolve("shop/exported/App.java"), "package shop.exported; public " + RECORD);
        write(sources.resolve("shop/closed/App.java"), "package shop.closed; " + RECORD);
        write(sources.resolve("shop/closed/Main.java"), """
                package shop.closed;
                import dev.isobar.Env;
                import dev.isobar.error.ConfigurationException;
                import dev.isobar.error.Service;
                public class Main {
                    public static void main(String[] arguments) throws Exception {
                        try (Env env = Env.builder().bind(Service.KV, "CACHE", "memory:").open()) {
                            System.out.println(env.as(Class.forName("shop.opened.App")).getClass().getName());
                            System.out.println(env.as(shop.exported.App.class).getClass().getName());
                            System.out.println(env.as(java.lang.invoke.MethodHandles.lookup(), App.class).getClass().getName());
                            env.as(App.class);
                        } catch (ConfigurationException refused) {
                            System.out.println(refused.getMessage());
                        }
                    }
                }
                """);

        List<String> lines = run(folder, sources);

        assertEquals(
                List.of(
                        "shop.opened.App",
                        "shop.exported.App",
                        "shop.closed.App",
                        "shop.closed.App: cannot be created from outside its module; write 'opens shop.closed to"
                                + " dev.isobar.api;' in the module-info of shop, or make record and constructor public"
                                + " in an exported package, or call env.as(MethodHandles.lookup(), App.class)"),
                lines);
    }

    private static List<String> run(Path folder, Path sources) throws Exception {
        Path classes = folder.resolve("shop");
        String modules = modulePath();
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        List<String> arguments;
        try (Stream<Path> files = Files.walk(sources)) {
            arguments = Stream.concat(
                            Stream.of("-p", modules, "-d", classes.toString()),
                            files.filter(Files::isRegularFile).map(Path::toString))
                    .toList();
        }
        assertEquals(0, javac.run(System.out, System.err, arguments.toArray(String[]::new)));
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        new ProcessBuilder(java, "-p", classes + File.pathSeparator + modules, "-m", "shop/shop.closed.Main")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    private static String modulePath() {
        return Stream.of(
                        Env.class,
                        MemoryBackendProvider.class,
                        JsonInclude.class,
                        JsonFactory.class,
                        JsonMapper.class,
                        TomlMapper.class,
                        NullMarked.class)
                .map(NamedModuleTest::location)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
