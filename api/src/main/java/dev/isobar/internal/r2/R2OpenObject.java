package dev.isobar.internal.r2;

import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverStream;
import dev.isobar.internal.Json;
import dev.isobar.internal.Utf8;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2StorageClass;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;

/** An object whose bytes can be read, once. */
final class R2OpenObject implements R2ObjectBody {
    private final CallSite site;
    private final R2Object object;
    private final DriverStream content;
    private boolean used;

    R2OpenObject(CallSite site, R2Object object, DriverStream content) {
        this.site = site;
        this.object = object;
        this.content = content;
    }

    @Override
    public InputStream body() {
        if (used) {
            throw refused("Body has already been used. It can only be used once. Use tee() first if you need to read"
                    + " it twice.");
        }
        if (content.isClosed()) {
            throw refused("get: the body was closed before it was read");
        }
        used = true;
        return content;
    }

    @Override
    public boolean bodyUsed() {
        return used;
    }

    @Override
    public byte[] bytes() {
        try (InputStream stream = body()) {
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw translated(failed);
        }
    }

    private InvalidRequestException refused(String text) {
        return new InvalidRequestException(site, null, text, null);
    }

    private IsobarException translated(IOException failed) {
        return failed.getCause() instanceof IsobarException translated
                ? translated
                : refused("get: the body was closed while it was read");
    }

    @Override
    public String text() {
        String text = Utf8.decode(bytes());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T json(Class<T> type) {
        return (T) parsed(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T json(TypeReference<T> type) {
        return (T) parsed(type.getType());
    }

    private @Nullable Object parsed(Type type) {
        byte[] bytes = bytes();
        JavaType target = Json.MAPPER.constructType(type);
        try {
            return Json.MAPPER.readValue(bytes, target);
        } catch (JacksonException noJson) {
            // The parser's error quotes what it has read.
            throw refused("the body cannot be read as JSON of type " + type + Json.place(noJson));
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException failed) {
            throw translated(failed);
        }
    }

    @Override
    public String key() {
        return object.key();
    }

    @Override
    public String version() {
        return object.version();
    }

    @Override
    public long size() {
        return object.size();
    }

    @Override
    public String etag() {
        return object.etag();
    }

    @Override
    public R2Checksums checksums() {
        return object.checksums();
    }

    @Override
    public Instant uploaded() {
        return object.uploaded();
    }

    @Override
    public @Nullable R2HTTPMetadata httpMetadata() {
        return object.httpMetadata();
    }

    @Override
    public @Nullable Map<String, String> customMetadata() {
        return object.customMetadata();
    }

    @Override
    public @Nullable R2Range range() {
        return object.range();
    }

    @Override
    public R2StorageClass storageClass() {
        return object.storageClass();
    }

    @Override
    public @Nullable String ssecKeyMd5() {
        return object.ssecKeyMd5();
    }
}
