package dev.isobar.config;

import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that one table of wrangler's file may have.
 *
 * @param read those that Isobar reads
 * @param others wrangler's own, which are not mistaken for misspellings; those of its version 4 and older ones
 */
record WranglerKeys(Set<String> read, Set<String> others) {
    private static final Set<String> DECLARATIONS =
            Set.of("ai", "d1_databases", "kv_namespaces", "queues", "r2_buckets", "vectorize");

    private static final Set<String> OTHERS_OF_ENVIRONMENT = Set.of(
            "account_id",
            "ai_search",
            "ai_search_namespaces",
            "analytics_engine_datasets",
            "artifacts",
            "assets",
            "base_dir",
            "browser",
            "build",
            "cache",
            "cloudchamber",
            "compatibility_date",
            "compatibility_flags",
            "compliance_region",
            "containers",
            "define",
            "dispatch_namespaces",
            "durable_objects",
            "exports",
            "find_additional_modules",
            "first_party_worker",
            "flagship",
            "hyperdrive",
            "images",
            "jsx_factory",
            "jsx_fragment",
            "keep_names",
            "limits",
            "logfwdr",
            "logpush",
            "main",
            "media",
            "migrations",
            "minify",
            "mtls_certificates",
            "name",
            "no_bundle",
            "node_compat",
            "observability",
            "pipelines",
            "placement",
            "preserve_file_names",
            "preview_urls",
            "previews",
            "python_modules",
            "ratelimits",
            "route",
            "routes",
            "rules",
            "secrets",
            "secrets_store_secrets",
            "send_email",
            "services",
            "stream",
            "streaming_tail_consumers",
            "tail_consumers",
            "triggers",
            "tsconfig",
            "unsafe",
            "unsafe_hello_world",
            "upload_source_maps",
            "usage_model",
            "vars",
            "version_metadata",
            "vpc_networks",
            "vpc_services",
            "worker_loaders",
            "workers_dev",
            "workflows",
            "zone_id");

    static final WranglerKeys ENVIRONMENT = new WranglerKeys(DECLARATIONS, OTHERS_OF_ENVIRONMENT);

    static final WranglerKeys TOP = new WranglerKeys(
            with(DECLARATIONS, "env"),
            with(
                    OTHERS_OF_ENVIRONMENT,
                    "$schema",
                    "alias",
                    "data_blobs",
                    "dev",
                    "keep_vars",
                    "legacy_assets",
                    "legacy_env",
                    "miniflare",
                    "pages_build_output_dir",
                    "send_metrics",
                    "site",
                    "text_blobs",
                    "type",
                    "wasm_modules",
                    "webpack_config"));

    static final WranglerKeys KV = binding(Set.of("binding", "id", "preview_id"));

    static final WranglerKeys D1 = binding(
            Set.of(
                    "binding",
                    "database_id",
                    "database_name",
                    "migrations_dir",
                    "migrations_pattern",
                    "migrations_table"),
            "database_internal_env",
            "preview_database_id");

    static final WranglerKeys R2 = binding(Set.of("binding", "bucket_name"), "jurisdiction", "preview_bucket_name");

    static final WranglerKeys VECTORIZE = binding(Set.of("binding", "index_name"));

    static final WranglerKeys AI = binding(Set.of("binding"), "staging");

    static final WranglerKeys QUEUES = new WranglerKeys(Set.of("consumers", "producers"), Set.of());

    static final WranglerKeys PRODUCER = binding(Set.of("binding", "delivery_delay", "queue"));

    static final WranglerKeys CONSUMER = new WranglerKeys(
            Set.of(
                    "dead_letter_queue",
                    "max_batch_size",
                    "max_batch_timeout",
                    "max_concurrency",
                    "max_retries",
                    "queue",
                    "retry_delay",
                    "type",
                    "visibility_timeout_ms"),
            Set.of());

    private static WranglerKeys binding(Set<String> read, String... others) {
        return new WranglerKeys(read, with(Set.of("experimental_remote", "remote"), others));
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new TreeSet<>(keys);
        all.addAll(Set.of(more));
        return all;
    }
}
