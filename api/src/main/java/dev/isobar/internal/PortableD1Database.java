package dev.isobar.internal;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Limits;
import dev.isobar.spi.D1Driver;
import java.time.InstantSource;

/** D1 over any driver. */
public final class PortableD1Database implements D1Database {
    public PortableD1Database(D1Driver driver, DriverCalls calls, D1Limits limits, InstantSource clock) {}
}
