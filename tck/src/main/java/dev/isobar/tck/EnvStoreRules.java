package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.spi.Capability;
import java.util.List;

/** Rules ENV-STORE-01 to ENV-STORE-04: stores that are managed at run time. */
abstract class EnvStoreRules {
    private static final String FILE = "[bindings]\nCACHE = 'kv'\nJOBS = 'queues'\nMODELS = 'ai'\n";

    @Rule("ENV-STORE-01")
    void listsStoresInTheOrderOfTheirNames(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Stores stores = env.stores(Service.KV, "memory:");
            stores.create("users");
            stores.create("orders");

            assertEquals(List.of("CACHE", "orders", "users"), stores.list());
            assertEquals(
                    List.of("CACHE", "orders", "users"), env.stores("CACHE").list());
            assertEquals(List.of("JOBS"), env.stores("JOBS").list());
        }
    }

    @Rule("ENV-STORE-01")
    void refusesWhereStoresCannotBeManaged(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            UnsupportedCapabilityException refused =
                    assertThrows(UnsupportedCapabilityException.class, () -> env.stores("MODELS"));

            assertEquals("stores", refused.capability());
            assertFalse(env.capabilities("MODELS").has(Capability.STORES));
            assertTrue(env.capabilities("CACHE").has(Capability.STORES));
        }
    }

    @Rule("ENV-STORE-02")
    void createsAStoreOnce(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Stores stores = env.stores("CACHE");
            boolean created = stores.create("users");
            stores.open("users", KVNamespace.class).put("1", "Ann");

            assertTrue(created);
            assertFalse(stores.create("users"));
            assertEquals("Ann", stores.open("users", KVNamespace.class).get("1"));
        }
    }

    @Rule("ENV-STORE-03")
    void opensStoresThatExist(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            env.kv("CACHE").put("session:1", "open");
            Stores stores = env.stores("CACHE");

            assertEquals("open", stores.open("CACHE", KVNamespace.class).get("session:1"));
            assertThrows(ConflictException.class, () -> stores.open("users", KVNamespace.class));
            assertThrows(IllegalArgumentException.class, () -> stores.open("CACHE", Queue.class));
        }
    }

    @Rule("ENV-STORE-03")
    void pullsFromAQueueThatWasOpened(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Stores stores = env.stores("JOBS");
            stores.create("mails");
            stores.open("mails", Queue.class).send("welcome");

            assertEquals(1, env.puller("mails").pull().size());
        }
    }

    @Rule("ENV-STORE-04")
    void refusesCallsOfBindingsWhoseStoreWasDropped(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            KVNamespace cache = env.kv("CACHE");
            cache.put("session:1", "open");
            Stores stores = env.stores("CACHE");

            assertTrue(stores.drop("CACHE"));
            assertThrows(ConflictException.class, () -> cache.get("session:1"));
            assertTrue(stores.create("CACHE"));
            assertThrows(ConflictException.class, () -> cache.put("session:1", "open"));
            assertNull(stores.open("CACHE", KVNamespace.class).get("session:1"));
        }
    }

    @Rule("ENV-STORE-04")
    void endsTheConsumerOfAQueueThatWasDropped(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Stores stores = env.stores("JOBS");
            env.consume("JOBS", String.class, batch -> {});

            assertTrue(stores.drop("JOBS"));

            assertEquals(List.of(), env.consumers());
            stores.create("JOBS");
            stores.open("JOBS", Queue.class).send("order");
            SteppedQueueConsumer next = env.consumeStepped("JOBS", String.class, batch -> {});
            assertEquals("JOBS", next.queue());
        }
    }

    @Rule("ENV-STORE-04")
    void dropsAStoreOnce(EnvFolder folder) {
        folder.write("isobar.toml", FILE);

        try (Env env = folder.open()) {
            Stores stores = env.stores("JOBS");

            assertTrue(stores.drop("JOBS"));
            assertFalse(stores.drop("JOBS"));
            assertEquals(List.of(), stores.list());
            assertThrows(ConflictException.class, () -> env.queue("JOBS").send("welcome"));
        }
    }
}
