package dev.isobar.workerd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdRandomD1Test {
    @RegisterExtension
    static final Recorder RUNTIME = new Recorder();

    /** Isobar's meta and SQLite follow the newest version; the earlier one has neither its members nor its SQLite. */
    @Test
    void sqliteDoesWhatTheRuntimeDoes() throws Exception {
        assumeTrue(PinnedRuntime.NAME.equals(PinnedRuntime.NEWEST), "SKIPPED: D1 is compared with the newest version");
        new RandomRun("d1", RUNTIME::record, new SqliteD1(), RandomD1::new).run();
    }
}
