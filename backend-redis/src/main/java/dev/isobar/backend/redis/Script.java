package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Lua script of this package; the server runs it as one step, and keeps it after the first call. */
final class Script {
    private final byte[] text;
    private final String digest;
    private final ScriptOutputType output;

    private Script(byte[] text, ScriptOutputType output) {
        this.text = text;
        this.digest = sha1(text);
        this.output = output;
    }

    /** Reads a script, behind what several scripts share. */
    static Script of(String name, ScriptOutputType output, String... shared) {
        StringBuilder text = new StringBuilder();
        for (String part : shared) {
            text.append(read(part));
        }
        return new Script(text.append(read(name)).toString().getBytes(UTF_8), output);
    }

    private static String read(String name) {
        try (InputStream file = Script.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name + ".lua");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }

    /** Sends the call; several can be on their way before the first is waited for. */
    <T extends @Nullable Object> Call<T> start(RedisLink link, byte[][] keys, byte[]... arguments) {
        return start(link, this::output, keys, arguments);
    }

    /** Sends the call; each attempt reads its answer with an output of its own. */
    <T extends @Nullable Object> Call<T> start(
            RedisLink link, Supplier<CommandOutput<byte[], byte[], T>> output, byte[][] keys, byte[]... arguments) {
        byte[] known = digest.getBytes(UTF_8);
        return new Call<>(
                link, output, keys, arguments, send(link, CommandType.EVALSHA, known, output.get(), keys, arguments));
    }

    @SuppressWarnings("unchecked")
    private <T extends @Nullable Object> CommandOutput<byte[], byte[], T> output() {
        CommandOutput<byte[], byte[], ?> answer =
                output == ScriptOutputType.MULTI ? new ReplyOutput() : new IntegerOutput<>(ByteArrayCodec.INSTANCE);
        return (CommandOutput<byte[], byte[], T>) answer;
    }

    private static <T extends @Nullable Object> RedisFuture<T> send(
            RedisLink link,
            CommandType type,
            byte[] script,
            CommandOutput<byte[], byte[], T> output,
            byte[][] keys,
            byte[][] arguments) {
        CommandArgs<byte[], byte[]> all = new CommandArgs<>(ByteArrayCodec.INSTANCE)
                .add(script)
                .add(keys.length)
                .addKeys(keys)
                .addValues(arguments);
        return link.commands().dispatch(type, output, all);
    }

    /** A call on its way. */
    final class Call<T extends @Nullable Object> {
        private final RedisLink link;
        private final Supplier<CommandOutput<byte[], byte[], T>> output;
        private final byte[][] keys;
        private final byte[][] arguments;
        private final RedisFuture<T> answer;

        private Call(
                RedisLink link,
                Supplier<CommandOutput<byte[], byte[], T>> output,
                byte[][] keys,
                byte[][] arguments,
                RedisFuture<T> answer) {
            this.link = link;
            this.output = output;
            this.keys = keys;
            this.arguments = arguments;
            this.answer = answer;
        }

        T await() {
            return answer(link::await);
        }

        /** Waits although the thread is interrupted, for what must not be left half done. */
        T finish() {
            return answer(link::finish);
        }

        private T answer(Function<RedisFuture<T>, T> wait) {
            try {
                return wait.apply(answer);
            } catch (RedisNoScriptException forgotten) {
                return wait.apply(send(link, CommandType.EVAL, text, output.get(), keys, arguments));
            }
        }
    }
}
