package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an answer is waited for on a thread that is interrupted. */
class RedisLinkTest {
    private final AsyncCommand<String, String, String> answer =
            new AsyncCommand<>(new Command<>(CommandType.GET, new ValueOutput<>(StringCodec.UTF8)));

    @BeforeEach
    void interrupt() {
        Thread.currentThread().interrupt();
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void returnsAnAnswerThatIsThere() {
        answer.complete("open");

        assertEquals("open", link(Duration.ofMinutes(1)).await(answer));
        assertTrue(Thread.interrupted());
    }

    @Test
    void waitsForNoAnswerAndTakesTheCommandBack() {
        RedisLink link = link(Duration.ofMinutes(1));

        assertThrows(RedisCommandInterruptedException.class, () -> link.await(answer));

        assertTrue(Thread.interrupted());
        assertTrue(answer.isCancelled());
    }

    @Test
    void finishesWhatMustNotBeLeftHalfDone() {
        new Thread(() -> answer.complete("open")).start();

        assertEquals("open", link(Duration.ofMinutes(1)).finish(answer));
        assertTrue(Thread.interrupted());
    }

    @Test
    void finishesWithinItsTimeLimit() {
        RedisLink link = link(Duration.ofMillis(1));

        assertThrows(RedisCommandTimeoutException.class, () -> link.finish(answer));

        assertTrue(Thread.interrupted());
    }

    /** A link that waits and has no connection. */
    private static RedisLink link(Duration timeout) {
        return new RedisLink(timeout) {
            @Override
            RedisClusterAsyncCommands<byte[], byte[]> commands() {
                throw new UnsupportedOperationException();
            }

            @Override
            StatefulRedisPubSubConnection<byte[], byte[]> listen() {
                throw new UnsupportedOperationException();
            }

            @Override
            AbstractRedisClient client() {
                throw new UnsupportedOperationException();
            }

            @Override
            boolean connected() {
                return true;
            }

            @Override
            boolean cluster() {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
