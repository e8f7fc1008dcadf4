package dev.isobar.spi.support;

import java.io.IOException;

/**
 * Stored bytes that {@link R2MetaCodec} has not written, or that were damaged. The message holds none of them.
 *
 * @since 0.1.0
 */
public final class R2MetaFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    R2MetaFormatException(String what) {
        super("metadata of an R2 object cannot be read: " + what);
    }
}
