package dev.isobar.workerd;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2StorageClass;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** An object whose body was read inside the runtime; closing it is Java's own, and done here. */
final class ReadObject implements R2ObjectBody {
    private final R2Object object;
    private final byte[] content;
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    ReadObject(R2Object object, byte[] content) {
        this.object = object;
        this.content = content;
    }

    @Override
    public InputStream body() {
        return new Body(new ByteArrayInputStream(bytes()));
    }

    /** Bytes that nobody reads after the object or they themselves were closed. */
    private final class Body extends FilterInputStream {
        Body(InputStream content) {
            super(content);
        }

        private void checkOpen() throws IOException {
            if (closed.get()) {
                throw new IOException("closed");
            }
        }

        @Override
        public int read() throws IOException {
            checkOpen();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            checkOpen();
            return super.read(into, offset, most);
        }

        @Override
        public long skip(long count) throws IOException {
            checkOpen();
            return super.skip(count);
        }

        @Override
        public int available() throws IOException {
            checkOpen();
            return super.available();
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @Override
    public boolean bodyUsed() {
        return used.get();
    }

    @Override
    public byte[] bytes() {
        if (used.get()) {
            throw refused("Body has already been used. It can only be used once. Use tee() first if you need to read it"
                    + " twice.");
        }
        if (closed.get()) {
            throw refused("the body was closed before it was read");
        }
        used.set(true);
        return content;
    }

    private static InvalidRequestException refused(String text) {
        return new InvalidRequestException(R2Calls.site("get"), null, text, null);
    }

    @Override
    public String text() {
        String text = new String(bytes(), StandardCharsets.UTF_8);
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
        JsonMapper mapper = JsonMapper.shared();
        try {
            return mapper.readValue(bytes(), mapper.constructType(type));
        } catch (JacksonException noJson) {
            throw new InvalidRequestException(R2Calls.site("get"), null, "the body cannot be read as JSON", noJson);
        }
    }

    @Override
    public void close() {
        closed.set(true);
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
