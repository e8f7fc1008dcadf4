package dev.isobar.internal;

import org.jspecify.annotations.Nullable;

/** One call of a driver, which throws what the driver throws. */
@FunctionalInterface
public interface DriverCall<T extends @Nullable Object> {
    T run() throws Exception;
}
