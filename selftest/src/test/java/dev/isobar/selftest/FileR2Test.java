package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R2 over files passes the kit, and each of its defects is seen by the rule that it breaks. */
class FileR2Test {
    private static final ThreadLocal<BiFunction<Path, InstantSource, FileR2>> DRIVER = new ThreadLocal<>();
    private static final ThreadLocal<Path> PLACE = new ThreadLocal<>();

    @TempDir
    Path folder;

    @Test
    void passes() {
        DRIVER.set(FileR2::new);
        PLACE.set(folder);

        assertEquals(Set.of(), Verdict.failed(Judged.class));
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenFileR2 defect) {
        DRIVER.set(defect::in);
        PLACE.set(folder);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends R2BucketTck {
        @Override
        protected String backend() {
            return "files";
        }

        @Override
        protected TckSubject<R2Bucket> open(TestClock clock) {
            try {
                FileR2 driver = DRIVER.get().apply(Files.createTempDirectory(PLACE.get(), "bucket"), clock);
                return subject(driver, clock)
                        .withRemains(driver::remains, Duration.ofSeconds(1))
                        .withSecond(() -> subject(driver, clock));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** An environment of its own over the same files. */
        private static TckSubject<R2Bucket> subject(FileR2 driver, TestClock clock) {
            return TckSubject.of(Service.R2, driver.another(), clock, Env::r2);
        }
    }
}
