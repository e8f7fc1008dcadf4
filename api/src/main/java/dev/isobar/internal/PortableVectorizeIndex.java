package dev.isobar.internal;

import dev.isobar.spi.VectorizeDriver;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeLimits;
import java.time.InstantSource;

/** Vectorize over any driver. */
public final class PortableVectorizeIndex implements VectorizeIndex {
    public PortableVectorizeIndex(
            VectorizeDriver driver, DriverCalls calls, VectorizeLimits limits, InstantSource clock) {}
}
