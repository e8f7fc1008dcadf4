package dev.isobar.ai;

import java.util.List;
import java.util.Map;

/**
 * A model of the catalogue (AI-06).
 *
 * @param id the id of the entry
 * @param name the name that {@link Ai#run} takes
 * @param description what it does; empty if nobody says
 * @param task the name of its task, such as {@code Text Embeddings}
 * @param tags its tags
 * @param properties what else is known, as texts, such as {@code output_dimensions}
 * @since 0.1.0
 */
public record AiModel(
        String id, String name, String description, String task, List<String> tags, Map<String, String> properties) {
    /** Copies tags and properties. */
    public AiModel {
        tags = List.copyOf(tags);
        properties = Map.copyOf(properties);
    }
}
