package dev.isobar.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.UnsupportedCapabilityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the small types of D1 hold, copy and compute. */
class D1TypesTest {
    private static D1Meta meta(String json) {
        Map<String, JsonNode> more = new LinkedHashMap<>();
        JsonMapper.shared().readTree(json).properties().forEach(member -> more.put(member.getKey(), member.getValue()));
        return new D1Meta("v3-prod", Duration.ofMillis(2), 1, 2, true, 3, 4, 5, more);
    }

    @Test
    void readsTheMembersOfTheService() {
        D1Meta meta = meta("""
                {"served_by_region": "WEUR", "served_by_colo": "FRA", "served_by_primary": true,
                 "timings": {"sql_duration_ms": 1.5}, "total_attempts": 2, "new": {"a": 1}}
                """);

        assertEquals("WEUR", meta.servedByRegion());
        assertEquals("FRA", meta.servedByColo());
        assertEquals(true, meta.servedByPrimary());
        assertEquals(Duration.ofNanos(1_500_000), meta.sqlDuration());
        assertEquals(2, meta.totalAttempts());
        assertEquals(1, Objects.requireNonNull(meta.more().get("new")).get("a").intValue());
        assertEquals(false, meta("{\"served_by_primary\": false}").servedByPrimary());
    }

    @Test
    void takesABackendThatSaysNothingForOneThatAnsweredItself() {
        assertSaysNothing(meta("{}"));
    }

    @Test
    void ignoresMembersOfAnotherKind() {
        assertSaysNothing(meta("""
                {"served_by_region": 1, "served_by_colo": null, "served_by_primary": "true",
                 "timings": {"sql_duration_ms": "1"}, "total_attempts": "2"}
                """));
        assertEquals(Duration.ofMillis(2), meta("{\"timings\": {}}").sqlDuration());
        assertEquals(Duration.ofMillis(2), meta("{\"timings\": 1}").sqlDuration());
    }

    private static void assertSaysNothing(D1Meta meta) {
        assertNull(meta.servedByRegion());
        assertNull(meta.servedByColo());
        assertTrue(meta.servedByPrimary());
        assertEquals(Duration.ofMillis(2), meta.sqlDuration());
        assertEquals(1, meta.totalAttempts());
    }

    @Test
    void copiesTheFurtherMembersInTheirOrder() {
        Map<String, JsonNode> more = new LinkedHashMap<>();
        more.put("z", JsonMapper.shared().readTree("1"));
        more.put("a", JsonMapper.shared().readTree("2"));
        D1Meta meta = new D1Meta("x", Duration.ZERO, 0, 0, false, 0, 0, 0, more);

        more.clear();

        assertEquals(List.of("z", "a"), List.copyOf(meta.more().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> meta.more().clear());
    }

    @Test
    void copiesItsRows() {
        List<String> rows = new ArrayList<>(List.of("a"));
        D1Result<String> result = new D1Result<>(rows, meta("{}"));

        rows.clear();

        assertEquals(List.of("a"), result.results());
        assertTrue(result.success());
        assertEquals(new D1Result<>(List.of("a"), meta("{}")), result);
    }

    @Test
    void changesCopiesOfOptions() {
        assertFalse(D1RawOptions.NONE.columnNames());
        assertTrue(D1RawOptions.NONE.withColumnNames(true).columnNames());
        assertEquals(D1RawOptions.NONE, D1RawOptions.NONE.withColumnNames(true).withColumnNames(false));
    }

    @Test
    void hasTheLimitsOfTheRuntime() {
        assertEquals(new D1Limits(100_000, 2_200_000), D1Limits.CLOUDFLARE);
        assertEquals(1_000_000, D1Limits.RELAXED.sqlBytes());
    }

    @Test
    void spellsConstraintsAsCloudflareDoes() {
        assertEquals("first-primary", D1SessionConstraint.FIRST_PRIMARY.text());
        assertEquals("first-unconstrained", D1SessionConstraint.FIRST_UNCONSTRAINED.text());
    }

    @Test
    void comparesRowsByNamesAndValues() {
        D1Row row = new D1Row(List.of("a", "b"), List.of(1L, "x"));

        assertEquals(new D1Row(List.of("b", "a"), List.of("x", 1L)), row);
        assertEquals(Map.of("a", 1L, "b", "x").hashCode(), row.hashCode());
        assertNotEquals(new D1Row(List.of("a", "b"), List.of(1L, "y")), row);
        assertEquals(2, row.size());
        assertEquals("D1Row[a, b]", row.toString());
        assertTrue(row.containsKey("a"));
        assertFalse(row.containsKey("A"));
        assertNull(row.get("A"));
    }

    @Test
    void keepsTheLastOfColumnsWithOneName() {
        D1Row row = new D1Row(List.of("a", "b", "a"), List.of(1L, 2L, 3L));

        assertEquals(List.of(3L, 2L), List.copyOf(row.values()));
    }

    @Test
    void readsNumbersOfRowsAsTruthValuesAndWholeNumbers() {
        D1Row row = new D1Row(List.of("zero", "minus", "half", "big", "text"), List.of(0.0, -1L, 0.5, 1e300, "1"));

        assertEquals(false, row.getBoolean("zero"));
        assertThrows(IllegalArgumentException.class, () -> row.getBoolean("minus"));
        assertThrows(IllegalArgumentException.class, () -> row.getBoolean("half"));
        assertEquals(0L, row.getLong("zero"));
        assertThrows(IllegalArgumentException.class, () -> row.getLong("half"));
        assertThrows(IllegalArgumentException.class, () -> row.getLong("big"));
        assertThrows(IllegalArgumentException.class, () -> row.getBoolean("text"));
        assertEquals(
                "column 'text' holds String, not Number",
                assertThrows(IllegalArgumentException.class, () -> row.getDouble("text"))
                        .getMessage());
    }

    /** What an application writes for its tests. */
    private static final class Fixed implements D1PreparedStatement {
        @Override
        public String sql() {
            return "";
        }

        @Override
        public List<@Nullable Object> parameters() {
            return List.of();
        }

        @Override
        public D1PreparedStatement bind(@Nullable Object @Nullable ... values) {
            return this;
        }

        @Override
        public @Nullable D1Row first() {
            return null;
        }

        @Override
        public @Nullable Object first(String column) {
            return null;
        }

        @Override
        public <T> @Nullable T first(String column, Class<T> type) {
            return null;
        }

        @Override
        public <T> @Nullable T first(Class<T> type) {
            return null;
        }

        @Override
        public D1Result<D1Row> run() {
            return all();
        }

        @Override
        public D1Result<D1Row> all() {
            return new D1Result<>(
                    List.of(new D1Row(List.of("a"), List.of(1L)), new D1Row(List.of("a"), List.of(2L))), meta("{}"));
        }

        @Override
        public <T> D1Result<T> all(Class<T> type) {
            return new D1Result<>(List.of(type.cast("one"), type.cast("two")), meta("{}"));
        }

        @Override
        public List<List<@Nullable Object>> raw(D1RawOptions options) {
            return List.of(List.of(options));
        }
    }

    @Test
    void streamsWhatAnImplementationReturnsAsAWhole() {
        assertEquals(2, new Fixed().stream().count());
        assertEquals(List.of("one", "two"), new Fixed().stream(String.class).toList());
        assertEquals(List.of(List.of(D1RawOptions.NONE)), new Fixed().raw());
    }

    @Test
    void refusesRowsOfAStreamThatWasClosed() {
        Stream<String> stream = new Fixed().stream(String.class);
        Iterator<String> rows = stream.iterator();
        assertEquals("one", rows.next());

        stream.close();

        assertThrows(IllegalStateException.class, rows::next);
    }

    @Test
    void refusesTransactionsThatAnImplementationDoesNotHave() {
        List<@Nullable String> constraints = new ArrayList<>();
        D1Database simple = new D1Database() {
            @Override
            public D1PreparedStatement prepare(String sql) {
                return new Fixed();
            }

            @Override
            public List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
                return List.of();
            }

            @Override
            public D1ExecResult exec(String sql) {
                return new D1ExecResult(0, Duration.ZERO);
            }

            @Override
            public D1DatabaseSession withSession(@Nullable String constraintOrBookmark) {
                constraints.add(constraintOrBookmark);
                throw new UnsupportedOperationException();
            }
        };

        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> simple.transaction(tx -> 1));
        assertThrows(UnsupportedOperationException.class, simple::withSession);
        assertThrows(UnsupportedOperationException.class, () -> simple.withSession(D1SessionConstraint.FIRST_PRIMARY));

        assertEquals("d1-transactions", refused.capability());
        assertEquals("transaction", refused.operation());
        assertEquals(List.of("first-unconstrained", "first-primary"), constraints);
    }
}
