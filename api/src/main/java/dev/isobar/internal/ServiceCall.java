package dev.isobar.internal;

/**
 * A call of a binding.
 *
 * @param operation the method's name as Cloudflare spells it
 * @param verb the word that stands for it in the texts of Cloudflare's errors
 */
public record ServiceCall(String operation, String verb) {}
