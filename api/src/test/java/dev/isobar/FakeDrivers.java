package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Failure;
import java.lang.reflect.Proxy;

/** Drivers of every service that hold nothing: each call finds nothing, and the client below is a text. */
final class FakeDrivers {
    private FakeDrivers() {}

    static Driver of(Service service, Capability... declared) {
        Class<? extends Driver> type = Bindings.driverType(service);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "capabilities" -> Capabilities.of(declared);
                        case "classify" -> Failure.UNEXPECTED;
                        case "unwrap" -> arguments[0] == String.class ? "client" : null;
                        default -> null;
                    };
                }));
    }
}
