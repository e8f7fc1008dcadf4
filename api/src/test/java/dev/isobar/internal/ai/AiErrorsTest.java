package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.AiFailureException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What codes and statuses mean to a caller: rules AI-05, AI-70 and AI-71. */
class AiErrorsTest {
    private static final CallSite SITE = new CallSite(Service.AI, "AI", "run");

    @ParameterizedTest
    @CsvSource({
        "400, 3003, false",
        "413, 3006, false",
        "408, 3007, true",
        "408, 3008, false",
        "403, 3023, false",
        "429, 3036, false",
        "400, 3039, false",
        "429, 3040, true",
        "404, 3042, false",
        "405, 5005, false",
        "400, 5006, false",
        "403, 5016, false",
        "402, 2021, false",
        "429,     , true",
        "500,     , true",
        "499,     , false",
        "502,     , true",
        "302,     , false"
    })
    void onlyLackOfRoomAndOfAnAnswerIsWorthARetry(int status, @Nullable Integer code, boolean retryable) {
        assertEquals(retryable, of(status, code).retryable());
    }

    @Test
    void theTypeSaysWhatTheCallerCanDo() {
        assertEquals(InvalidRequestException.class, of(400, 5007).getClass());
        assertEquals(InvalidRequestException.class, of(404, 3042).getClass());
        assertEquals(LimitExceededException.class, of(429, 3036).getClass());
        assertEquals(LimitExceededException.class, of(413, 3006).getClass());
        assertEquals(ThrottledException.class, of(429, 3040).getClass());
        assertEquals(TimedOutException.class, of(408, 3007).getClass());
        assertEquals(UnauthorizedException.class, of(403, 5018).getClass());
        assertEquals(UnavailableException.class, of(503, null).getClass());
        assertEquals(BackendException.class, of(418, null).getClass());
    }

    @Test
    void theCodeStandsBeforeTheText() {
        assertEquals("3040: what went wrong", of(429, 3040).getMessage());
        assertEquals("3040", of(429, 3040).code());
    }

    @ParameterizedTest
    @CsvSource({"429, 3040", "429, "})
    void keepsTheWaitThatTheServiceAsksFor(int status, @Nullable Integer code) {
        Duration wait = Duration.ofSeconds(7);

        IsobarException throttled = AiErrors.of(SITE, new AiFailureException(status, code, "no room", wait, null));

        assertEquals(wait, ((ThrottledException) throttled).retryAfter());
        assertNull(((ThrottledException) of(status, code)).retryAfter());
    }

    @Test
    void withoutACodeTheStatusTakesItsPlace() {
        assertEquals("what went wrong", of(502, null).getMessage());
        assertEquals("502", of(502, null).code());
        assertNull(of(0, null).code());
    }

    private static IsobarException of(int status, @Nullable Integer code) {
        return AiErrors.of(SITE, new AiFailureException(status, code, "what went wrong", null));
    }
}
