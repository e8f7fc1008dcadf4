package dev.isobar.workerd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdRandomR2Test {
    @RegisterExtension
    static final Recorder RUNTIME = new Recorder();

    @Test
    void memoryDoesWhatTheRuntimeDoes() throws Exception {
        new RandomRun("r2", RUNTIME::record, new MemoryR2(), RandomR2::new).run();
    }
}
