package dev.isobar.config;

import dev.isobar.error.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bindings and consumers of one part of wrangler's file: its top level, or one environment. */
final class WranglerScope {
    /** Stands for an environment that does not exist. */
    static final WranglerScope NONE = new WranglerScope("");

    private static final Set<String> REQUIRED = Set.of("binding", "index_name", "queue");

    private final String environment;
    private final Map<String, DeclaredBinding> bindings = new LinkedHashMap<>();
    private final Map<String, WranglerConsumer> consumers = new LinkedHashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private boolean unnamed;

    private WranglerScope(String environment) {
        this.environment = environment;
    }

    /** Reads the top level of the file. */
    static WranglerScope top(Entry root) {
        WranglerScope scope = new WranglerScope("");
        scope.read(root, WranglerKeys.TOP);
        return scope;
    }

    /** Reads an environment of the file. */
    static WranglerScope environment(String name, Entry entry) {
        WranglerScope scope = new WranglerScope(name);
        scope.read(entry, WranglerKeys.ENVIRONMENT);
        return scope;
    }

    private void read(Entry scope, WranglerKeys keys) {
        misspelt(scope, keys);
        for (Entry entry : tables(scope, "kv_namespaces", WranglerKeys.KV)) {
            entry.text("preview_id");
            bind(Service.KV, entry, entry.text("id"));
        }
        tables(scope, "d1_databases", WranglerKeys.D1).forEach(this::database);
        tables(scope, "r2_buckets", WranglerKeys.R2)
                .forEach(entry -> bind(Service.R2, entry, entry.text("bucket_name")));
        tables(scope, "vectorize", WranglerKeys.VECTORIZE)
                .forEach(entry -> bind(Service.VECTORIZE, entry, entry.requiredText("index_name")));
        Entry ai = scope.member("ai");
        if (ai != null && !ai.node().isObject()) {
            ai.refuse("must be a table");
            doubtful.addAll(ai.texts());
        } else if (ai != null) {
            misspelt(ai, WranglerKeys.AI);
            bind(Service.AI, ai, null);
        }
        Entry queues = scope.member("queues");
        if (queues != null && !queues.node().isObject()) {
            queues.refuse("must be a table with 'producers' and 'consumers'");
            doubtful.addAll(queues.texts());
        } else if (queues != null) {
            misspelt(queues, WranglerKeys.QUEUES);
            tables(queues, "producers", WranglerKeys.PRODUCER).forEach(this::producer);
            tables(queues, "consumers", WranglerKeys.CONSUMER).forEach(this::consumer);
        }
    }

    /** Returns the tables of an array, after noting what is wrong with it and with their keys. */
    private List<Entry> tables(Entry scope, String key, WranglerKeys keys) {
        List<Entry> tables = scope.tables(key);
        Entry array = scope.member(key);
        if (array != null && tables.size() < array.node().size()) {
            doubtful.addAll(array.texts());
        }
        tables.forEach(table -> misspelt(table, keys));
        return tables;
    }

    private void misspelt(Entry table, WranglerKeys keys) {
        table.refuseMisspelt(keys, REQUIRED).forEach(member -> doubtful.addAll(member.texts()));
    }

    /** Returns the name of the environment, empty for the top level. */
    String environment() {
        return environment;
    }

    /** Returns texts that may be names of bindings or queues, in parts that could not be read. */
    Set<String> doubtful() {
        return doubtful;
    }

    /** Returns whether the name of a binding is missing. */
    boolean isUnnamed() {
        return unnamed;
    }

    List<DeclaredBinding> bindings() {
        return new ArrayList<>(bindings.values());
    }

    List<WranglerConsumer> consumers() {
        return new ArrayList<>(consumers.values());
    }

    /** Returns the consumers of queues that no producer names: their backend is found by the name of the queue. */
    List<WranglerConsumer> consumersAlone() {
        Set<String> produced = new HashSet<>();
        for (DeclaredBinding binding : bindings.values()) {
            if (binding.service() == Service.QUEUES) {
                produced.add(String.valueOf(binding.resource()));
            }
        }
        return consumers.values().stream()
                .filter(consumer -> !produced.contains(consumer.queue()))
                .toList();
    }

    private void bind(Service service, Entry entry, @Nullable String resource) {
        String name = name(entry);
        if (name != null) {
            bindings.put(name, DeclaredBinding.of(service, name, resource, entry.place()));
        }
    }

    private void database(Entry entry) {
        String databaseName = entry.text("database_name");
        String id = entry.text("database_id");
        MigrationSettings migrations = MigrationSettings.of(entry);
        String name = name(entry);
        if (name != null) {
            String resource = id == null ? databaseName : id;
            bindings.put(name, new DeclaredBinding(Service.D1, name, resource, entry.place(), null, migrations));
        }
    }

    private void producer(Entry entry) {
        String queue = entry.requiredText("queue");
        Duration delay = seconds(entry, "delivery_delay");
        String name = name(entry);
        if (name != null) {
            bindings.put(name, new DeclaredBinding(Service.QUEUES, name, queue, entry.place(), delay, null));
        }
    }

    private void consumer(Entry entry) {
        String queue = entry.requiredText("queue");
        String type = entry.text("type");
        Entry typed = entry.member("type");
        if (typed != null && type != null && !type.equals("worker") && !type.equals("http_pull")) {
            typed.refuse("unknown type; known are worker, http_pull");
        }
        Integer visibility = entry.number("visibility_timeout_ms");
        WranglerConsumer consumer = new WranglerConsumer(
                queue == null ? "" : queue,
                entry.place(),
                entry.number("max_batch_size"),
                seconds(entry, "max_batch_timeout"),
                entry.number("max_retries"),
                seconds(entry, "retry_delay"),
                entry.number("max_concurrency"),
                entry.text("dead_letter_queue"),
                visibility == null ? null : Duration.ofMillis(visibility));
        if (queue == null) {
            return;
        }
        WranglerConsumer other = consumers.putIfAbsent(queue, consumer);
        if (other != null) {
            entry.refuse("the queue '" + queue + "' has a consumer at " + other.place() + "; remove one of them");
        }
    }

    private static @Nullable Duration seconds(Entry entry, String key) {
        Integer seconds = entry.number(key);
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private @Nullable String name(Entry entry) {
        String name = entry.requiredText("binding");
        if (name == null) {
            unnamed |= entry.member("binding") == null && entry.similar("binding") == null;
            doubtful.addAll(entry.texts());
            return null;
        }
        if (!DeclaredBinding.isName(name)) {
            entry.refuse(DeclaredBinding.NAME_RULE);
            doubtful.add(name);
            return null;
        }
        DeclaredBinding other = bindings.get(name);
        if (other != null) {
            entry.refuse("'" + name + "' is declared at " + other.place() + " too; rename one of them");
            return null;
        }
        return name;
    }
}
