package dev.isobar.ai;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An input that is sent while it is read, such as a recording (AI-04). One of the values of a map of inputs may be one.
 *
 * @param body the bytes; read once, not closed
 * @param contentType their type, such as {@code audio/mpeg}; required by the service
 * @since 0.1.0
 */
public record AiInput(InputStream body, @Nullable String contentType) {}
