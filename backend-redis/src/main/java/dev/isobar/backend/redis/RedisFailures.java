package dev.isobar.backend.redis;

import dev.isobar.spi.Failure;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the client's exceptions mean. */
final class RedisFailures {
    /** The first word of the server's answer; Redis 6 wraps what a script met: {@code ERR Error running script … -OOM …}. */
    private static final Pattern WORD = Pattern.compile("(?:ERR Error running script.*? -)?([A-Z]+) ");

    /** A user who may run scripts, but not what the script runs; Redis 6 says before it that there was an error. */
    private static final Pattern NO_RIGHT = Pattern.compile(
            "ERR (?:Error running script.*)?(?:The user executing the script can't |ACL failure in script)");

    private static final Map<String, Failure> WORDS = Map.ofEntries(
            Map.entry("BUSY", Failure.THROTTLED),
            Map.entry("CLUSTERDOWN", Failure.UNAVAILABLE),
            Map.entry("LOADING", Failure.UNAVAILABLE),
            Map.entry("MASTERDOWN", Failure.UNAVAILABLE),
            Map.entry("NOAUTH", Failure.UNAUTHORIZED),
            Map.entry("NOPERM", Failure.UNAUTHORIZED),
            Map.entry("NOREPLICAS", Failure.UNAVAILABLE),
            Map.entry("OOM", Failure.THROTTLED),
            Map.entry("READONLY", Failure.UNAVAILABLE),
            Map.entry("TRYAGAIN", Failure.UNAVAILABLE),
            Map.entry("WRONGPASS", Failure.UNAUTHORIZED));

    private RedisFailures() {}

    /** Classifies; a time limit that ran out while the connection was down means that the server is away. */
    static Failure classify(Throwable thrown, boolean connected) {
        Failure answer = answered(thrown);
        if (answer != null) {
            return answer;
        }
        if (thrown instanceof RedisCommandTimeoutException) {
            return connected ? Failure.TIMED_OUT : Failure.UNAVAILABLE;
        }
        if (thrown instanceof RedisBusyException) {
            return Failure.THROTTLED;
        }
        return away(thrown) ? Failure.UNAVAILABLE : Failure.UNEXPECTED;
    }

    /** What a server has answered: with several of them, such as sentinels, the answers of the later ones are suppressed. */
    private static @Nullable Failure answered(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Failure known = cause instanceof RedisCommandExecutionException ? known(cause) : null;
            if (known != null) {
                return known;
            }
            for (Throwable other : cause.getSuppressed()) {
                Failure answer = answered(other);
                if (answer != null) {
                    return answer;
                }
            }
        }
        return null;
    }

    private static @Nullable Failure known(Throwable answer) {
        String text = String.valueOf(answer.getMessage());
        if (NO_RIGHT.matcher(text).lookingAt()) {
            return Failure.UNAUTHORIZED.withCode("NOPERM");
        }
        Matcher word = WORD.matcher(text);
        Failure failure = word.lookingAt() ? WORDS.get(word.group(1)) : null;
        return failure == null ? null : failure.withCode(word.group(1));
    }

    /** Whether sentinels answered, but with nothing; the client has no type of its own for that either. */
    static boolean noMaster(RuntimeException thrown) {
        return String.valueOf(thrown.getMessage()).startsWith("Cannot provide redisAddress using sentinel");
    }

    // The client has no type of its own for commands that it does not send; those are plain RedisExceptions.
    private static boolean away(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof RedisConnectionException
                || thrown instanceof RedisLoadingException
                || cause instanceof IOException
                || (cause == null && thrown.getClass() == RedisException.class);
    }
}
