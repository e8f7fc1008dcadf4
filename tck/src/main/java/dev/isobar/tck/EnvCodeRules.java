package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
import java.lang.reflect.Proxy;
import java.util.List;

/** Rule ENV-BIND-09: bindings that code declares over drivers. */
abstract class EnvCodeRules {
    private static KvDriver driver() {
        return (KvDriver) Proxy.newProxyInstance(
                KvDriver.class.getClassLoader(),
                new Class<?>[] {KvDriver.class},
                (proxy, method, arguments) -> method.getName().equals("capabilities") ? Capabilities.of() : null);
    }

    @Rule("ENV-BIND-09")
    void refusesADriverOfAnotherService(EnvFolder folder) {
        KvDriver given = driver();
        folder.write("wrangler.toml", "").code(builder -> builder.bind(Service.R2, "FILES", given));

        assertEquals(
                "binding FILES: r2 needs a R2Driver, not a " + given.getClass().getName(),
                assertThrows(IllegalArgumentException.class, folder::open).getMessage());
    }

    @Rule("ENV-BIND-09")
    void refusesTwoBindingsOfOneNameInCode(EnvFolder folder) {
        folder.write("wrangler.toml", "").code(builder -> builder.bind(Service.KV, "CACHE", driver())
                .bind(Service.KV, "CACHE", driver())
                .bind(Service.KV, "PAGES", driver())
                .bind(Service.KV, "PAGES", "memory:")
                .bind(Service.KV, "USERS", "memory:")
                .bind(Service.R2, "USERS", "memory:"));

        assertEquals(
                List.of(
                        "binding CACHE: the name is declared twice; rename one of the bindings",
                        "binding PAGES: the name is declared twice; rename one of the bindings",
                        "binding USERS: the name is declared twice; rename one of the bindings"),
                folder.problems());
    }
}
