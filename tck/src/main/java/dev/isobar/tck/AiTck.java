package dev.isobar.tck;

import dev.isobar.ai.Ai;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@code docs/spec/ai.md}. A rule that needs a model is skipped if the backend does not offer it; a backend
 * whose language model is a function may use {@link ScriptedModel}.
 *
 * @since 0.1.0
 */
public abstract class AiTck extends BindingTck<Ai> {
    /** For subclasses. */
    protected AiTck() {}

    @Override
    final String binding() {
        return "ai";
    }

    @Nested
    class Calls extends AiCallRules {}

    @Nested
    class Embeddings extends AiEmbeddingRules {}

    @Nested
    class Extras extends AiExtraRules {}

    @Nested
    class Generation extends AiGenerationRules {}

    @Nested
    class Interrupted extends AiInterruptRules {}

    @Nested
    class ManyCalls extends AiManyCallsRules {}

    @Nested
    class ManyTexts extends AiManyTextsRules {}

    @Nested
    class MultilingualModel extends AiBgeM3Rules {}

    @Nested
    class Scores extends AiScoreRules {}

    @Nested
    class Streams extends AiStreamRules {}
}
