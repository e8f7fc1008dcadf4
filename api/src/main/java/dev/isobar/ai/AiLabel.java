package dev.isobar.ai;

/**
 * A label of a text or a picture.
 *
 * @param label the label
 * @param score how sure the model is, 0 to 1
 * @since 0.1.0
 */
public record AiLabel(String label, double score) {}
