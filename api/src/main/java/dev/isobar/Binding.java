package dev.isobar;

import dev.isobar.spi.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A binding of an environment.
 *
 * @param about its description
 * @param portable the object that the application uses
 * @param driver the driver under it
 * @param opened the origin of the driver, or null if code passed the driver
 */
record Binding(
        EnvBinding about,
        Object portable,
        Driver driver,
        @Nullable OpenedBinding opened) {}
