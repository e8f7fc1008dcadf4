package dev.isobar.workerd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdRandomKvTest {
    @RegisterExtension
    static final Recorder RUNTIME = new Recorder();

    @Test
    void memoryDoesWhatTheRuntimeDoes() throws Exception {
        new RandomRun("kv", RUNTIME::record, new MemoryKv(), RandomKv::new).run();
    }
}
