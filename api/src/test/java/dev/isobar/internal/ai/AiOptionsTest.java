package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiGateway;
import dev.isobar.ai.AiGateway.Backoff;
import dev.isobar.ai.AiGateway.Retries;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiOptions;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Capabilities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options may be: rule AI-09. */
class AiOptionsTest {
    @Test
    void acceptsWhatIsDocumented() {
        AiGateway gateway = AiGateway.builder("main")
                .cacheTtl(Duration.ofHours(1))
                .metadata("team", "search")
                .metadata("attempt", 2)
                .retries(new Retries(5, Duration.ofMillis(100), Backoff.EXPONENTIAL))
                .build();

        run(AiOptions.NONE
                .withTags(List.of("team:search/v1.0-a@b"))
                .withPrefix("beta")
                .withExtraHeaders(Map.of("X-Trace", "abc def"))
                .withRejectIfBusy(true)
                .withGateway(gateway));
    }

    @Test
    void refusesMoreThanFiveTags() {
        AiOptions options = AiOptions.NONE.withTags(List.of("a", "b", "c", "d", "e", "f"));

        assertThrows(LimitExceededException.class, () -> run(options));
    }

    @Test
    void acceptsFiveTagsOfAllAllowedCharacters() {
        run(AiOptions.NONE.withTags(List.of("azAZ09", ":", "-", "./@", "zZ9a")));
    }

    @Test
    void refusesATagOfMoreThanFiftyCharacters() {
        run(AiOptions.NONE.withTags(List.of("a".repeat(50))));

        assertThrows(LimitExceededException.class, () -> run(AiOptions.NONE.withTags(List.of("a".repeat(51)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "ümlaut", "a_b", "a,b", "a`b", "a[b", "a{b", ";", "a;b"})
    void refusesTagsOfOtherCharacters(String tag) {
        assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withTags(List.of(tag))));
    }

    @Test
    void refusesHeadersThatWouldBreakTheRequest() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> run(AiOptions.NONE.withExtraHeaders(Map.of("X-Trace", "secret\r\nHost: elsewhere"))));
        assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withExtraHeaders(Map.of("a b", "c"))));

        assertEquals("an extra header is not allowed in HTTP: X-Trace", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a/b", "a@b", "(a)", "a\u007F", "a\u0001", "ä\n"})
    void refusesNamesOfHeadersWithoutRepeatingThem(String name) {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class, () -> run(AiOptions.NONE.withExtraHeaders(Map.of(name, "c"))));

        assertEquals("an extra header is not allowed in HTTP: its name", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u007F", "a\n", "\u0000"})
    void refusesControlCharactersInValues(String value) {
        assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withExtraHeaders(Map.of("a", value))));
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withPrefix(value)));
        assertEquals("the prefix is not allowed in HTTP", refused.getMessage());
    }

    @Test
    void acceptsTheOtherCharactersOfHeaders() {
        run(AiOptions.NONE
                .withExtraHeaders(Map.of("!#$%&'*+-.^_`|~09azAZ", "a\tb ~é"))
                .withPrefix("a\tb"));
    }

    @Test
    void refusesAGatewayWithoutAnId() {
        refused("the gateway needs an id", AiGateway.builder("").build());
    }

    @Test
    void refusesNegativeTimesOfTheGateway() {
        String negative = "the gateway's times must not be negative";
        Duration before = Duration.ofMillis(-1);
        refused(negative, AiGateway.builder("main").cacheTtl(before).build());
        refused(negative, AiGateway.builder("main").requestTimeout(before).build());
        refused(
                negative,
                AiGateway.builder("main")
                        .retries(new Retries(1, before, Backoff.CONSTANT))
                        .build());
        run(AiOptions.NONE.withGateway(AiGateway.builder("main")
                .cacheTtl(Duration.ZERO)
                .requestTimeout(Duration.ZERO)
                .retries(new Retries(1, Duration.ZERO, Backoff.CONSTANT))
                .build()));
    }

    @Test
    void refusesOtherMetadataOfTheGateway() {
        refused(
                "the gateway's metadata are texts, finite numbers and booleans",
                AiGateway.builder("main").metadata("a", List.of()).build());
        run(AiOptions.NONE.withGateway(AiGateway.builder("main")
                .metadata("text", "a")
                .metadata("number", 1.5)
                .metadata("truth", true)
                .build()));
    }

    private static void refused(String message, AiGateway gateway) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withGateway(gateway)));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void refusesAttemptsOutsideOneToFive(int attempts) {
        AiGateway gateway = AiGateway.builder("main")
                .retries(new Retries(attempts, Duration.ZERO, Backoff.CONSTANT))
                .build();

        assertThrows(InvalidRequestException.class, () -> run(AiOptions.NONE.withGateway(gateway)));
    }

    @Test
    void showsNoValueOfAHeader() {
        AiOptions options = AiOptions.NONE.withExtraHeaders(Map.of("Authorization", "hunter2"));

        assertFalse(options.toString().contains("hunter2"));
        assertTrue(options.toString().contains("Authorization"));
    }

    private static void run(AiOptions options) {
        AiDriver driver = new AiDriver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }

            @Override
            public AiResult run(AiRequest request) {
                return new AiJson(request.inputs());
            }
        };
        new PortableAi(driver, new DriverCalls(Service.AI, "AI", driver, List.of()), AiLimits.CLOUDFLARE)
                .run("a-model", Map.of("prompt", "why"), options);
    }
}
