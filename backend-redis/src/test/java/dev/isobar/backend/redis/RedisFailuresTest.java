package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.Failure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers of several versions answer. */
class RedisFailuresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "UNAUTHORIZED|ERR Error running script (call to f_0): @user_script:27: The user executing the script can't run this command",
                "UNAUTHORIZED|ERR The user executing the script can't run this command or subcommand script: 0, on @user_script:27.",
                "UNAUTHORIZED|NOPERM this user has no permissions to run the 'get' command",
                "THROTTLED|ERR Error running script (call to f_0): @user_script:4: -OOM command not allowed when used memory > 'maxmemory'.",
                "THROTTLED|OOM command not allowed when used memory > 'maxmemory'. script: 0, on @user_script:4.",
                "UNAVAILABLE|CLUSTERDOWN The cluster is down",
                "UNEXPECTED|ERR unknown command 'GETT'",
            })
    void readsAnswers(Failure.Kind kind, String answer) {
        assertEquals(
                kind,
                RedisFailures.classify(new RedisCommandExecutionException(answer), true)
                        .kind());
    }

    /** As the client reports several sentinels: the first that could not be used, the others suppressed. */
    @Test
    void readsTheAnswersOfOtherServers() {
        RedisConnectionException closed = new RedisConnectionException("the first server has closed the connection");
        closed.addSuppressed(new RedisConnectionException(
                "the second has answered", new RedisCommandExecutionException("WRONGPASS invalid password")));

        assertEquals(
                Failure.Kind.UNAUTHORIZED, RedisFailures.classify(closed, true).kind());
    }
}
