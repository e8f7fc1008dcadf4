package dev.isobar.backend.redis;

import dev.isobar.spi.KvDriver.KvRecord;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads an entry from the answer's buffer, without a copy of the whole in between. */
final class EntryOutput extends CommandOutput<byte[], byte[], @Nullable KvRecord> {
    EntryOutput() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        output = bytes == null ? null : EntryFormat.decode(bytes);
    }
}
