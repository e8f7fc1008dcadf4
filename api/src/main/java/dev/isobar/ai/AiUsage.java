package dev.isobar.ai;

/**
 * What a run cost, in tokens (AI-42).
 *
 * @param promptTokens tokens that were read
 * @param completionTokens tokens that were written
 * @param totalTokens both together
 * @since 0.1.0
 */
public record AiUsage(int promptTokens, int completionTokens, int totalTokens) {}
