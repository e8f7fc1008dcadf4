package dev.isobar.internal;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Limits;
import dev.isobar.spi.R2Driver;
import java.time.InstantSource;

/** R2 over any driver. */
public final class PortableR2Bucket implements R2Bucket {
    public PortableR2Bucket(R2Driver driver, DriverCalls calls, R2Limits limits, InstantSource clock) {}
}
