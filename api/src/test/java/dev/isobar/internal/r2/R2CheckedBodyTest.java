package dev.isobar.internal.r2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.Failure;
import dev.isobar.spi.Operation;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a driver may do with a body, and who is blamed when it is wrong. */
class R2CheckedBodyTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";
    private static final R2PutOptions WRONG_HASH = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, "0".repeat(32));

    private final List<String> seen = new ArrayList<>();

    private interface Put {
        @Nullable
        R2Meta put(R2Body body) throws Exception;
    }

    private static R2Bucket bucket(Put put) {
        R2Driver driver = new FakeR2Driver() {
            @Override
            public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                    throws Exception {
                return put.put(body);
            }

            @Override
            public Failure classify(Throwable thrown) {
                return Failure.UNAVAILABLE;
            }
        };
        return new PortableR2Bucket(
                driver,
                new DriverCalls(Service.R2, "FILES", driver, List.of(R2CheckedBodyTest::twice)),
                R2Limits.CLOUDFLARE);
    }

    private static @Nullable Object twice(Operation operation, Supplier<? extends @Nullable Object> call) {
        try {
            return call.get();
        } catch (IsobarException first) {
            if (operation.idempotent()) {
                return call.get();
            }
            throw first;
        }
    }

    private static R2Meta stored(R2Body body) {
        return R2Meta.stored("letter", "v1", Instant.EPOCH, body, R2Facts.NONE);
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static R2PutOptions failing(R2PutOptions options) {
        return options.withOnlyIf(R2Conditional.NONE.withEtagMatches("another"));
    }

    @Test
    void readsBytesAgainWithFreshDigests() {
        R2Object stored = bucket(body -> {
                    assertTrue(body.repeatable());
                    assertArrayEquals(new byte[] {'h', 'e'}, body.stream().readNBytes(2));
                    assertArrayEquals(HELLO, body.stream().readAllBytes());
                    assertArrayEquals(HELLO, body.stream().readAllBytes());
                    return stored(body);
                })
                .put("letter", HELLO, R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, MD5_OF_HELLO));

        assertNotNull(stored);
        assertEquals(MD5_OF_HELLO, stored.etag());
    }

    @Test
    void readsAStreamOfTheCallerOnce() {
        bucket(body -> {
                    assertFalse(body.repeatable());
                    assertArrayEquals(HELLO, body.stream().readAllBytes());
                    assertThrows(IllegalStateException.class, body::stream);
                    return stored(body);
                })
                .put("letter", stream("hello"), 5);
    }

    @Test
    void readsAnEmptyStreamAgain() {
        bucket(body -> {
                    assertTrue(body.repeatable());
                    assertEquals(-1, body.stream().read());
                    assertEquals(-1, body.stream().read());
                    return stored(body);
                })
                .put("letter", InputStream.nullInputStream(), 0);
    }

    @Test
    void leavesTheStreamOfTheCallerOpen() {
        InputStream own = new ByteArrayInputStream(HELLO) {
            @Override
            public void close() {
                seen.add("closed");
            }
        };

        bucket(body -> {
                    try (InputStream in = body.stream()) {
                        in.readAllBytes();
                    }
                    return stored(body);
                })
                .put("letter", own, 5);

        assertEquals(List.of(), seen);
    }

    @Test
    void repeatsWhatCanBeReadAgain() {
        R2Bucket failing = bucket(body -> {
            seen.add(new String(body.stream().readAllBytes(), StandardCharsets.UTF_8));
            throw new IOException("connection reset");
        });

        assertThrows(UnavailableException.class, () -> failing.put("letter", "hello"));
        assertThrows(UnavailableException.class, () -> failing.put("letter", stream("once"), 4));

        assertEquals(List.of("hello", "hello", "once"), seen);
    }

    @Test
    void reportsAFailedConditionWithoutReading() {
        R2Bucket unread = bucket(body -> null);
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }

            @Override
            public int read(byte[] bytes, int offset, int most) {
                throw new AssertionError("read");
            }
        };

        assertNull(unread.put("letter", broken, 5, failing(R2PutOptions.NONE)));
    }

    @Test
    void checksAHashThatTheDriverDidNotRead() {
        R2Bucket unread = bucket(body -> null);
        R2Bucket halfRead = bucket(body -> {
            body.stream().readNBytes(2);
            return null;
        });

        for (R2Bucket bucket : List.of(unread, halfRead)) {
            assertRefused("10037", () -> bucket.put("letter", HELLO, failing(WRONG_HASH)));
            assertRefused("10037", () -> bucket.put("letter", stream("hello"), 5, failing(WRONG_HASH)));
            assertRefused("10013", () -> bucket.put("letter", stream("hell"), 5, failing(WRONG_HASH)));
            assertNull(bucket.put(
                    "letter", HELLO, failing(R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, MD5_OF_HELLO))));
        }
    }

    @Test
    void refusesAWrongHashEvenIfTheDriverSwallowsIt() {
        R2Bucket careless = bucket(body -> {
            assertThrows(IsobarException.class, () -> body.stream().readAllBytes());
            return null;
        });

        assertRefused("10037", () -> careless.put("letter", HELLO, failing(WRONG_HASH)));
    }

    @Test
    void unwrapsWhatTheBodyHasThrown() {
        R2Bucket wrapping = bucket(body -> {
            try {
                body.stream().readAllBytes();
            } catch (Exception failed) {
                throw new IllegalStateException("unable to send the request", failed);
            }
            return null;
        });
        IOException gone = new IOException("the sender is gone");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw gone;
            }

            @Override
            public int read(byte[] bytes, int offset, int most) throws IOException {
                throw gone;
            }
        };

        assertRefused("10013", () -> wrapping.put("letter", stream("1234"), 5));
        assertSame(
                gone,
                assertThrows(UncheckedIOException.class, () -> wrapping.put("letter", broken, 5))
                        .getCause());
    }

    private static void assertRefused(String code, Runnable call) {
        assertEquals(
                code, assertThrows(InvalidRequestException.class, call::run).code());
    }
}
