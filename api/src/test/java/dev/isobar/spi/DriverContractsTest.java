package dev.isobar.spi;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiOptions;
import dev.isobar.d1.D1Meta;
import dev.isobar.error.D1Reason;
import dev.isobar.error.Service;
import dev.isobar.spi.D1Driver.D1Answer;
import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What drivers inherit, and that what they are handed shows nothing of the application's data. */
class DriverContractsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<String> calls = new ArrayList<>();

    private final KvDriver kv = new KvDriver() {
        @Override
        public Capabilities capabilities() {
            return Capabilities.of();
        }

        @Override
        public @Nullable KvRecord get(String key, KvWanted wanted) {
            return key.isEmpty() ? null : new KvRecord(key.getBytes(StandardCharsets.UTF_8), null, null);
        }

        @Override
        public void put(String key, KvRecord entry) {}

        @Override
        public void delete(String key) {
            calls.add(key);
        }

        @Override
        public KvListing list(String prefix, @Nullable String position, int limit) {
            return new KvListing(List.of(), null);
        }
    };

    @Test
    void readsAndDeletesKeysOneByOneUnlessTheDriverCanDoMore() throws Exception {
        List<KvDriver.@Nullable KvRecord> found = kv.getAll(List.of("abc", "", "de"), KvDriver.KvWanted.VALUE, 5);

        assertEquals(3, found.size());
        assertNull(found.get(1));
        assertEquals(2, requireNonNull(found.get(2)).value().length);
        kv.deleteAll(List.of("a", "b"));
        assertEquals(List.of("a", "b"), calls);
    }

    @Test
    void stopsReadingAtTheMostBytes() {
        assertThrows(
                TooManyBytesException.class, () -> kv.getAll(List.of("abc", "", "de"), KvDriver.KvWanted.VALUE, 4));
    }

    @Test
    void readsTheRowsOfAnAnswerAsAStream() throws Exception {
        D1Rows rows = new D1Rows(
                List.of("id"),
                List.of(List.of(1), List.of(2)),
                new D1Meta("fake", Duration.ZERO, 0, 0, false, 0, 0, 0, Map.of()));
        D1Driver driver = new D1Driver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }

            @Override
            public D1Answer execute(List<D1Statement> statements, @Nullable String position) {
                calls.add(statements.get(0).sql() + " after " + position);
                return new D1Answer(List.of(rows), "bookmark");
            }
        };

        D1Cursor cursor = driver.stream(new D1Statement("SELECT 1", List.of()), "position");

        assertEquals(List.of("SELECT 1 after position"), calls);
        assertEquals(List.of("id"), cursor.columns());
        assertEquals("bookmark", cursor.bookmark());
        assertEquals(List.of(1), cursor.next());
        assertEquals(List.of(2), cursor.next());
        assertNull(cursor.next());
        cursor.close();
    }

    @Test
    void showsNoContent() {
        D1Meta meta = new D1Meta("fake", Duration.ZERO, 0, 0, false, 0, 0, 0, Map.of());
        AiDriver.AiRequest request =
                new AiDriver.AiRequest("@cf/model", JSON.objectNode().put("prompt", "hunter2"), AiOptions.NONE, null);

        assertEquals(
                List.of(
                        "D1Statement[1 parameters]",
                        "D1Rows[[id], 1 rows]",
                        "AiRequest[@cf/model]",
                        "AiJson",
                        "VectorRecord[a, 2 values]",
                        "VectorMatch[a, 0.5]",
                        "VectorQuery[2 values, top 3, 0 conditions, NONE metadata]"),
                Arrays.asList(
                        new D1Statement("SELECT 'hunter2'", List.of("hunter2")).toString(),
                        new D1Rows(List.of("id"), List.of(List.of("hunter2")), meta).toString(),
                        request.toString(),
                        new AiDriver.AiJson(JSON.stringNode("hunter2")).toString(),
                        new VectorizeDriver.VectorRecord("a", new float[2], "hunter2", null).toString(),
                        new VectorizeDriver.VectorMatch("a", 0.5, null, "hunter2", null).toString(),
                        new VectorizeDriver.VectorQuery(
                                        new float[2], 3, "hunter2", List.of(), true, VectorizeDriver.Wanted.NONE)
                                .toString()));
    }

    @Test
    void saysWhetherAStreamIsAskedFor() {
        assertTrue(new AiDriver.AiRequest("m", JSON.objectNode().put("stream", true), AiOptions.NONE, null).stream());
        assertFalse(new AiDriver.AiRequest("m", JSON.objectNode(), AiOptions.NONE, null).stream());
    }

    @Test
    void makesTheEtagOfPartsAsS3Does() {
        // The MD5 of nothing.
        String empty = "d41d8cd98f00b204e9800998ecf8427e";

        assertEquals("59adb24ef3cdbe0297f05b395827453f-1", R2Assembly.etag(List.of(empty)));
        assertEquals("5873dd45edd01f09c1ef2e7819369e8e-2", R2Assembly.etag(List.of(empty, empty)));
    }

    private static final class OpenTransaction implements DriverTransaction {
        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    }

    @Test
    void handsATransactionOutAsWhatItIs() {
        DriverTransaction open = new OpenTransaction();

        assertSame(open, open.unwrap(OpenTransaction.class));
        assertNull(open.unwrap(String.class));
    }

    @Test
    void keepsWhatAFailureSays() {
        D1Reason reason = D1Reason.ofState("42P01", null);
        D1Failure failure = new D1Failure("no such table: t", reason, null);

        assertEquals("no such table: t", failure.text());
        assertEquals(reason, failure.reason());
        assertEquals("color", new UnindexedPropertyException("color").property());
    }

    @Test
    void namesCapabilitiesAndWhoMayDeclareThem() {
        assertEquals("r2-sse-c", Capability.R2_SSE_C.label());
        assertEquals(Service.R2, Capability.R2_SSE_C.service());
        assertNull(Capability.EVENTUAL.service());
    }

    @Test
    void managesStoresIfItSaysNothingElse() {
        StoreDriver stores = new StoreDriver() {
            @Override
            public List<String> list() {
                return List.of();
            }

            @Override
            public boolean create(String name) {
                return false;
            }

            @Override
            public boolean drop(String name) {
                return false;
            }
        };

        assertEquals(Set.of(Capability.STORES), stores.capabilities().declared());
    }

    @ParameterizedTest
    @CsvSource({
        // prefix, text of the position, folded, start
        "a, , false, a",
        "a, aa, false, 'aa\0'",
        "b, a, false, b",
        "a/, a/b/, true, a/b0",
        "b, a, true, b",
    })
    void startsAListingAfterItsPosition(String prefix, @Nullable String after, boolean folded, String start) {
        R2ListRequest.Position position = after == null ? null : new R2ListRequest.Position(after, folded);

        assertEquals(start, new R2ListRequest(prefix, "/", position, 10, Set.of()).start());
    }

    @ParameterizedTest
    @CsvSource({"a/, a/b/c, a/b/", "a/, a/b, ", "'', /a, /", "a, a/b/c, a/"})
    void foldsKeysAtTheFirstDelimiterAfterThePrefix(String prefix, String key, @Nullable String folded) {
        assertEquals(folded, new R2ListRequest(prefix, "/", null, 10, Set.of()).fold(key));
        assertNull(new R2ListRequest(prefix, null, null, 10, Set.of()).fold(key));
    }
}
