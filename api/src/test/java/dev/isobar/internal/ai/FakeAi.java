package dev.isobar.internal.ai;

import dev.isobar.ai.AiLimits;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A driver that answers with a function, and knows what its client's exceptions mean. */
final class FakeAi implements AiDriver {
    static final Duration WAIT = Duration.ofSeconds(3);

    private final Function<AiRequest, AiResult> model;

    FakeAi(Function<AiRequest, AiResult> model) {
        this.model = model;
    }

    /** The client's own word for a server without room. */
    static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static DriverCalls calls(AiDriver driver) {
        return new DriverCalls(Service.AI, "AI", driver, List.of());
    }

    PortableAi portable() {
        return new PortableAi(this, calls(this), AiLimits.CLOUDFLARE);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of();
    }

    @Override
    public AiResult run(AiRequest request) {
        return model.apply(request);
    }

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof BusyException) {
            return Failure.THROTTLED.withCode("busy").withRetryAfter(WAIT);
        }
        return thrown instanceof IOException ? Failure.UNAVAILABLE : Failure.UNEXPECTED;
    }
}
