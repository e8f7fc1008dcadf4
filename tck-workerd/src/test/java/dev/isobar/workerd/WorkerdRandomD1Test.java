package dev.isobar.workerd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdRandomD1Test {
    @RegisterExtension
    static final Recorder RUNTIME = new Recorder();

    @Test
    void sqliteDoesWhatTheRuntimeDoes() throws Exception {
        new RandomRun("d1", RUNTIME::record, new SqliteD1(), RandomD1::new).run();
    }
}
