package dev.isobar.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration is asked for.
 *
 * @param source where the files are
 * @param profile the profile that code chose, or null
 * @param environment the environment of wrangler's file that code chose, or null
 * @param backends the URLs that code gave, by binding
 * @param process variables and properties
 * @param secretNames knows which settings are secrets
 */
public record ConfigurationRequest(
        FileSource source,
        @Nullable PlacedValue profile,
        @Nullable PlacedValue environment,
        Map<String, PlacedValue> backends,
        ProcessSettings process,
        SecretNames secretNames) {}
