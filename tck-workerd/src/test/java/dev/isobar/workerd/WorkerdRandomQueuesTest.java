package dev.isobar.workerd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdRandomQueuesTest {
    @RegisterExtension
    static final Recorder RUNTIME = new Recorder();

    @Test
    void memoryDoesWhatTheRuntimeDoes() throws Exception {
        new RandomRun("queues", RUNTIME::record, new MemoryQueues(), RandomQueues::new).run();
    }
}
