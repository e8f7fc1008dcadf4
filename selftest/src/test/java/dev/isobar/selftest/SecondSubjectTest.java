package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that its URL names can be opened a second time; one that lives in the process cannot. */
class SecondSubjectTest {
    private final TestClock clock = new TestClock();

    @Test
    void aNamedStoreIsOpenedAgain(@TempDir Path folder) {
        String url = "jdbc:sqlite:" + folder.resolve("{unique}.db");
        try (TckSubject<D1Database> first = TckSubject.of(Service.D1, url, clock, Env::d1);
                TckSubject<D1Database> second = first.another().orElseThrow().get()) {
            first.binding().exec("CREATE TABLE seen (id INTEGER)");

            assertTrue(second.binding()
                    .prepare("SELECT * FROM seen")
                    .run()
                    .results()
                    .isEmpty());
        }
    }

    @Test
    void aStoreInTheProcessIsNot() {
        try (TckSubject<D1Database> only = TckSubject.of(Service.D1, "memory:", clock, Env::d1)) {
            assertFalse(only.another().isPresent());
        }
    }
}
