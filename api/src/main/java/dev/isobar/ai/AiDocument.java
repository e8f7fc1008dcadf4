package dev.isobar.ai;

/**
 * A file to be converted to Markdown.
 *
 * @param name its name with extension
 * @param mimeType its type, such as {@code text/html}
 * @param content its bytes
 * @since 0.1.0
 */
public record AiDocument(String name, String mimeType, byte[] content) {
    /** Shows name, type and size: the content is the application's. */
    @Override
    public String toString() {
        return "AiDocument[name=" + name + ", mimeType=" + mimeType + ", " + content.length + " bytes]";
    }
}
