package dev.isobar.ai;

/**
 * How well a text answers a query.
 *
 * @param id the position of the text among those that were given, from 0
 * @param score higher is better; compare scores of one call only (AI-36)
 * @since 0.1.0
 */
public record AiScore(int id, double score) {}
