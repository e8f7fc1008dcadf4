package dev.isobar.ai;

import org.jspecify.annotations.Nullable;

/**
 * What became of a document (AI-07).
 *
 * @param id the id of the result
 * @param name the document's name
 * @param mimeType the document's type
 * @param format {@code markdown}, {@code text}, or {@code error}
 * @param tokens about how many tokens the text has; 0 for an error
 * @param data the text; what went wrong for an error; {@code null} if the service gave neither
 * @since 0.1.0
 */
public record AiMarkdown(
        String id,
        String name,
        String mimeType,
        String format,
        long tokens,
        @Nullable String data) {
    /**
     * Tells whether the document could not be converted.
     *
     * @return {@code true} if {@link #data()} is what went wrong
     */
    public boolean failed() {
        return format.equals("error");
    }

    /** Shows everything but the text, which is the application's. */
    @Override
    public String toString() {
        return "AiMarkdown[id=" + id + ", name=" + name + ", mimeType=" + mimeType + ", format=" + format + ", tokens="
                + tokens + ", data=" + Shown.of(data) + "]";
    }
}
