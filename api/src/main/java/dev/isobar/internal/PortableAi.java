package dev.isobar.internal;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiLimits;
import dev.isobar.spi.AiDriver;
import java.time.InstantSource;

/** Workers AI over any driver. */
public final class PortableAi implements Ai {
    public PortableAi(AiDriver driver, DriverCalls calls, AiLimits limits, InstantSource clock) {}
}
