package dev.isobar.ai;

/**
 * A file to be converted to Markdown.
 *
 * @param name its name with extension
 * @param mimeType its type, such as {@code text/html}
 * @param content its bytes
 */
public record AiDocument(String name, String mimeType, byte[] content) {}
