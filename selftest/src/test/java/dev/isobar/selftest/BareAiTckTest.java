package dev.isobar.selftest;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.backend.memory.MemoryAi;
import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.tck.AiTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

/** A good driver that declares nothing: the kit tests every refusal. */
class BareAiTckTest extends AiTck {
    @Override
    protected String backend() {
        return "bare";
    }

    @Override
    protected TckSubject<Ai> open(TestClock clock) {
        AiOver bare = new AiOver(MemoryAi.builder().build()) {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }
        };
        return TckSubject.of(Service.AI, bare, clock, Env::ai);
    }
}
