package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.error.UnavailableException;
import dev.isobar.intercept.Retry;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls may be repeated: a plain SELECT, and nothing else. */
class D1RetryTest {
    private final FakeD1Driver driver = new FakeD1Driver();
    private final D1Database db = driver.database(Retry.DEFAULT.withWaits(Duration.ZERO, Duration.ZERO));

    @ParameterizedTest
    @ValueSource(strings = {"select 1", "SELECT a FROM t;", "\n Select 1 ; ", "select insert_count from t"})
    void repeatsAPlainSelect(String sql) {
        driver.cut = 2;

        db.prepare(sql).run();

        assertEquals(3, driver.executed.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (1)",
                "update t set a = a + 1",
                "delete from t",
                "replace into t values (1)",
                "with c as (select 1) insert into t select * from c",
                "select 1; insert into t values (1)",
                "; select 1",
                "-- select\ninsert into t values (1)",
                "explain select 1",
                "pragma optimize",
                "selec",
                "create table t as select 1"
            })
    void repeatsNothingElse(String sql) {
        driver.cut = 2;

        UnavailableException failed =
                assertThrows(UnavailableException.class, () -> db.prepare(sql).run());

        assertEquals(1, driver.executed.size(), "a call that may have taken effect was sent again");
        assertTrue(failed.retryable());
    }

    @Test
    void repeatsNoBatchOfSeveralStatementsAndNoScriptOfSeveralLines() {
        driver.cut = 2;

        assertThrows(
                UnavailableException.class,
                () -> db.batch(List.of(db.prepare("select 1"), db.prepare("insert into t values (1)"))));
        assertThrows(UnavailableException.class, () -> db.exec("select 1\ninsert into t values (1)"));

        assertEquals(2, driver.executed.size());
    }

    @Test
    void repeatsTheSelectOfAStreamAlone() {
        driver.cut = 1;
        db.prepare("select 1").stream().close();
        assertEquals(2, driver.executed.size());

        driver.cut = 1;
        assertThrows(UnavailableException.class, () -> db.prepare("insert into t values (1) returning a").stream()
                .close());

        assertEquals(3, driver.executed.size());
    }

    @Test
    void repeatsNothingInsideATransaction() {
        driver.cut = 1;

        assertThrows(
                UnavailableException.class,
                () -> db.transaction(tx -> tx.prepare("select 1").run()));

        assertEquals(1, driver.executed.size());
    }

    @Test
    void saysWhatItSends() {
        List<Operation> seen = new ArrayList<>();
        D1Database observed = driver.database(new Interceptor() {
            @Override
            public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
                seen.add(operation);
                return call.get();
            }
        });

        observed.prepare("select 1").first();
        observed.batch(List.of(observed.prepare("select 1"), observed.prepare("select 2")));
        observed.prepare("insert into t values (1)").raw();

        assertEquals(
                List.of("first", "batch", "raw"),
                seen.stream().map(Operation::name).toList());
        assertEquals(
                List.of(true, false, false),
                seen.stream().map(Operation::idempotent).toList());
        assertEquals(
                List.of(1, 2, 1),
                seen.stream()
                        .map(operation -> operation.attributes().get("statements"))
                        .toList());
    }
}
