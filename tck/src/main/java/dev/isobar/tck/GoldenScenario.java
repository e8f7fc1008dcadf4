package dev.isobar.tck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One recorded scenario: steps, and what each of them led to. */
record GoldenScenario(String id, String title, Set<String> tags, JsonNode json) {
    private static final Map<String, List<String>> TOPICS = Map.of(
            "kv", List.of("basic", "bulk", "cachettl", "expiration", "keys", "list", "metadata", "types"),
            "d1",
                    List.of(
                            "basic", "batch", "bind", "errors", "exec", "first", "meta", "prepare", "raw", "session",
                            "sql", "types"),
            "r2",
                    List.of(
                            "basic",
                            "checksum",
                            "class",
                            "condget",
                            "condput",
                            "custommeta",
                            "delete",
                            "httpmeta",
                            "keys",
                            "list",
                            "multipart",
                            "range"),
            "queues", List.of("ack", "batching", "content", "delay", "limits", "metrics", "retry"));

    private static final Pattern SECONDS = Pattern.compile("\\b\\d{10}\\b");

    /** More than ten years, the longest time to live that was recorded. */
    private static final long NEAR_SECONDS = 400_000_000;

    /** Scenarios that a correct backend cannot follow, with the reason; docs/spec/differences.md tells more. */
    private static final Map<String, String> KNOWN_DIFFERENCES =
            Map.of("queues/content/03", "Java has one kind of byte array, and takes it as bytes");

    /** The kit's own scenarios of a service, and those of the folder that {@code isobar.tck.golden} names. */
    static List<GoldenScenario> of(String service) {
        List<GoldenScenario> scenarios = new ArrayList<>();
        try {
            for (String topic : TOPICS.getOrDefault(service, List.of())) {
                String name = "golden/" + service + "/" + topic + ".json";
                try (InputStream file = GoldenScenario.class.getResourceAsStream(name)) {
                    if (file == null) {
                        throw new IllegalStateException("the kit lacks its resource " + name);
                    }
                    read(file, "", scenarios);
                }
            }
            String folder = System.getProperty("isobar.tck.golden");
            if (folder != null) {
                readFolder(Path.of(folder, service), scenarios);
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return scenarios;
    }

    private static void readFolder(Path folder, List<GoldenScenario> scenarios) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                try (InputStream content = Files.newInputStream(file)) {
                    read(content, "extra:", scenarios);
                }
            }
        }
    }

    private static void read(InputStream file, String prefix, List<GoldenScenario> scenarios) {
        for (JsonNode json : JsonMapper.shared().readTree(file).path("scenarios")) {
            scenarios.add(of(json, prefix));
        }
    }

    static GoldenScenario of(JsonNode json, String prefix) {
        Set<String> tags = new LinkedHashSet<>();
        json.path("tags").forEach(tag -> tags.add(tag.asString()));
        return new GoldenScenario(
                prefix + json.path("id").asString(), json.path("title").asString(), tags, json);
    }

    /** The same steps and outcomes at another time: seconds since 1970 that follow the recorded start are moved. */
    GoldenScenario at(Instant recorded, Instant now) {
        if (!json.has("clock")) {
            return this;
        }
        long start = recorded.getEpochSecond();
        String moved = SECONDS.matcher(json.toString()).replaceAll(match -> {
            long second = Long.parseLong(match.group());
            boolean follows = second > start - NEAR_SECONDS && second < start + NEAR_SECONDS;
            return Long.toString(follows ? second + now.getEpochSecond() - start : second);
        });
        return new GoldenScenario(id, title, tags, JsonMapper.shared().readTree(moved));
    }

    /** Says why this scenario does not count, or an empty text. */
    String leftOut() {
        if (tags.contains("quirk")) {
            return "an accident of the local simulator (tag quirk)";
        }
        String known = KNOWN_DIFFERENCES.get(id);
        if (known != null) {
            return known;
        }
        return tags.contains("js-arguments") ? "depends on JavaScript's arguments (tag js-arguments)" : "";
    }

    boolean comparesMessages() {
        return !tags.contains("engine-message");
    }
}
