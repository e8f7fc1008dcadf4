package dev.isobar.spi;

import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2StorageClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller wants to be kept with the bytes of an object.
 *
 * @param httpMetadata HTTP headers; absent and empty ones differ
 * @param customMetadata texts of any Unicode under case-sensitive names of any Unicode, in the caller's order; never changed
 * @param storageClass the class; only with {@link Capability#R2_STORAGE_CLASS} another than the default
 * @param ssecKeyMd5 the MD5 of the key that the object is encrypted with in hex, or {@code null}
 * @since 0.1.0
 */
public record R2Facts(
        R2HTTPMetadata httpMetadata,
        Map<String, String> customMetadata,
        R2StorageClass storageClass,
        @Nullable String ssecKeyMd5) {
    /** Nothing. */
    public static final R2Facts NONE = new R2Facts(R2HTTPMetadata.NONE, Map.of(), R2StorageClass.STANDARD, null);

    /** Shows the names of custom metadata: their values are the application's. */
    @Override
    public String toString() {
        return "R2Facts[httpMetadata=" + httpMetadata + ", customMetadata=" + customMetadata.keySet()
                + ", storageClass=" + storageClass + "]";
    }
}
