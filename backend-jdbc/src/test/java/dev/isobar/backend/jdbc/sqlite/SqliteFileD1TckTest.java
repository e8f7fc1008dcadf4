package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileD1TckTest extends D1DatabaseTck {
    @TempDir
    static Path folder;

    @Override
    protected String backend() {
        return "sqlite-file";
    }

    @Override
    protected TckSubject<D1Database> open(TestClock clock) {
        TckSubject<D1Database> subject =
                TckSubject.of(Service.D1, "jdbc:sqlite:" + folder + "/{unique}.db", clock, Env::d1);
        return OpenFiles.canBeCounted()
                ? subject.withRemains(() -> Map.of("open files", OpenFiles.below(folder)))
                : subject;
    }
}
