package dev.isobar.backend.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flat array of texts. The client sends a command again whose answer was cut off half way, and gives the new answer to
 * the same output: each array begins anew, where the client's own outputs would go on behind the half one.
 */
final class ReplyOutput extends CommandOutput<byte[], byte[], List<byte @Nullable []>> {
    ReplyOutput() {
        super(ByteArrayCodec.INSTANCE, new ArrayList<>());
    }

    @Override
    public void multi(int count) {
        output = new ArrayList<>(Math.max(0, count));
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        output.add(bytes == null ? null : codec.decodeValue(bytes));
    }
}
