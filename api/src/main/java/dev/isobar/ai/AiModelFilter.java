package dev.isobar.ai;

import org.jspecify.annotations.Nullable;

/**
 * Which models are listed (AI-06).
 *
 * @param search a part of the name; {@code null} for all
 * @param task the name of a task, such as {@code Text Embeddings}; {@code null} for all
 * @param author the author, such as {@code baai}; {@code null} for all
 * @param page which page, from 1
 * @param perPage the most models of a page; 0 for the backend's own number
 * @since 0.1.0
 */
public record AiModelFilter(
        @Nullable String search,
        @Nullable String task,
        @Nullable String author,
        int page,
        int perPage) {
    /** Lists all models, the first page of them. */
    public static final AiModelFilter ALL = new AiModelFilter(null, null, null, 1, 0);

    /**
     * Lists the models whose name contains a text.
     *
     * @param part a part of the name
     * @return a changed copy
     */
    public AiModelFilter withSearch(String part) {
        return new AiModelFilter(part, task, author, page, perPage);
    }

    /**
     * Lists the models of a task.
     *
     * @param name the task, such as {@code Text Embeddings}
     * @return a changed copy
     */
    public AiModelFilter withTask(String name) {
        return new AiModelFilter(search, name, author, page, perPage);
    }

    /**
     * Lists the models of an author.
     *
     * @param name the author, such as {@code baai}
     * @return a changed copy
     */
    public AiModelFilter withAuthor(String name) {
        return new AiModelFilter(search, task, name, page, perPage);
    }

    /**
     * Chooses a page.
     *
     * @param number which page, from 1
     * @param size the most models of it
     * @return a changed copy
     */
    public AiModelFilter withPage(int number, int size) {
        return new AiModelFilter(search, task, author, number, size);
    }
}
