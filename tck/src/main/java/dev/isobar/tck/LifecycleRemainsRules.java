package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Row;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import java.util.Iterator;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/** Rules ENV-CLOSE-05 and ENV-OPEN-05: what an environment leaves behind. */
abstract class LifecycleRemainsRules {
    private static final String ROWS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT i FROM n";

    @Rule("ENV-CLOSE-05")
    void leavesNeitherThreadNorFile(EnvLifecycle subject) throws Throwable {
        LifecycleRemains.assertNone(subject.patience(), () -> {
            try (Env env = subject.open()) {
                for (Service service : subject.services()) {
                    for (Executable call :
                            LifecycleCalls.of(subject, env, service).values()) {
                        call.execute();
                    }
                }
            }
        });
    }

    @Rule("ENV-CLOSE-05")
    void leavesNothingWithoutACall(EnvLifecycle subject) throws Throwable {
        LifecycleRemains.assertNone(subject.patience(), () -> subject.open().close());
    }

    /** An application that forgets to close what it was handed must not keep a file or a connection by that. */
    @Rule("ENV-CLOSE-05")
    void leavesNothingOfWhatIsStillOpen(EnvLifecycle subject) throws Throwable {
        LifecycleRemains.assertNone(subject.patience(), () -> {
            Env env = subject.open();
            if (subject.services().contains(Service.R2)) {
                begin(env.r2(subject.binding(Service.R2)));
            }
            if (subject.services().contains(Service.D1)) {
                begin(env.d1(subject.binding(Service.D1)));
            }
            subject.close(env);
        });
    }

    @SuppressWarnings("MustBeClosedChecker") // Neither body nor rows are closed.
    private static void begin(R2Bucket files) throws Exception {
        files.put("a.txt", "open");
        Objects.requireNonNull(files.get("a.txt")).body().read();
    }

    @SuppressWarnings("StreamResourceLeak")
    private static void begin(D1Database db) {
        Iterator<D1Row> rows = db.prepare(ROWS).stream().iterator();
        rows.next();
    }

    @Rule("ENV-OPEN-05")
    void leavesNothingOfAnOpeningThatFails(EnvLifecycle subject) throws Throwable {
        LifecycleRemains.assertNone(subject.patience(), subject::openInVain);
    }
}
