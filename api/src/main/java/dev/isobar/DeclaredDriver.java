package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Driver;

/**
 * A binding over a driver that code passes.
 *
 * @param name its name
 * @param service its service
 * @param driver the driver of that service
 */
record DeclaredDriver(String name, Service service, Driver driver) {
    String place() {
        return "binding " + name;
    }
}
