package dev.isobar.tck;

import java.io.File;
import org.junit.jupiter.api.function.Executable;

/** The files and connections that this process has open, where the operating system lists them. */
final class OpenFiles {
    private static final int ROUNDS = 32;

    private OpenFiles() {}

    /** Does something several times; fails if each time, or each second time, one more file or connection stays open. */
    static void assertNoneOf(Executable action) throws Throwable {
        action.execute();
        int before = count();
        for (int round = 0; round < ROUNDS; round++) {
            action.execute();
        }
        int more = count() - before;
        if (more >= ROUNDS / 2) {
            throw new AssertionError(more + " more files or connections are open after " + ROUNDS + " times");
        }
    }

    /** Counts open files and connections; 0 where the system does not list them. */
    private static int count() {
        String[] descriptors = new File("/dev/fd").list();
        return descriptors == null ? 0 : descriptors.length;
    }
}
