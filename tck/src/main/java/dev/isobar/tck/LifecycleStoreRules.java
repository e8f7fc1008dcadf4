package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.Stores;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Utf8Order;
import java.util.ArrayList;
import java.util.List;

/** Rules ENV-STORE-01 to ENV-STORE-04 on a backend, for each of its services that manages stores. */
abstract class LifecycleStoreRules {
    /** In the order of their bytes; names that buckets and tables may have. */
    private static final List<String> NAMES = List.of("tck-a10", "tck-a2", "tck-b1");

    /** What is checked for a service. */
    private interface Check {
        void run(Stores stores, StoreContent content);
    }

    private static void each(EnvLifecycle subject, Check check) {
        Env env = subject.env();
        for (Service service : subject.services()) {
            Capabilities declared = env.capabilities(subject.binding(service));
            // The content of a queue is seen by pulling.
            boolean readable = service != Service.QUEUES || declared.has(Capability.QUEUE_PULL);
            if (declared.has(Capability.STORES) && readable) {
                Stores stores = env.stores(subject.binding(service));
                NAMES.forEach(stores::drop);
                check.run(stores, new StoreContent(env, stores, subject.binding(service)));
                NAMES.forEach(stores::drop);
            }
        }
    }

    private static List<String> own(Stores stores) {
        List<String> listed = new ArrayList<>(stores.list());
        listed.retainAll(NAMES);
        return listed;
    }

    @Rule(value = "ENV-STORE-01", needs = Capability.STORES)
    void listsStoresInTheOrderOfTheirNames(EnvLifecycle subject) {
        each(subject, (stores, content) -> {
            List.of(NAMES.get(2), NAMES.get(0), NAMES.get(1)).forEach(stores::create);

            List<String> all = stores.list();

            assertEquals(NAMES, own(stores), content.label());
            assertEquals(all.stream().sorted(Utf8Order.INSTANCE).toList(), all, content.label());
            assertEquals(
                    all,
                    subject.env()
                            .stores(stores.service(), subject.url(stores.service()))
                            .list());
        });
    }

    @Rule(value = "ENV-STORE-01", needs = Capability.STORES)
    void listsTheStoreOfABinding(EnvLifecycle subject) {
        each(subject, (stores, content) -> {
            content.writeByBinding();

            assertTrue(
                    stores.list().contains(EnvLifecycle.STORE), content.label() + ": the store of a binding is listed");
        });
    }

    @Rule(value = "ENV-STORE-02", needs = Capability.STORES)
    void createsAStoreOnceAndKeepsItsContent(EnvLifecycle subject) {
        String name = NAMES.get(0);
        each(subject, (stores, content) -> {
            assertTrue(stores.create(name), content.label() + ": the store is new");
            content.write(name);

            assertFalse(stores.create(name), content.label() + ": the store exists");
            assertTrue(content.isIn(name), content.label() + ": what was written is kept");
        });
    }

    @Rule(value = "ENV-STORE-03", needs = Capability.STORES)
    void opensOnlyStoresThatExist(EnvLifecycle subject) {
        each(subject, (stores, content) -> {
            assertThrows(ConflictException.class, () -> content.open(NAMES.get(1)), content.label());
            assertEquals(List.of(), own(stores), content.label() + ": opening created a store");

            stores.create(NAMES.get(1));
            content.open(NAMES.get(1));
        });
    }

    @Rule(value = "ENV-STORE-04", needs = Capability.STORES)
    void dropsAStoreWithItsContent(EnvLifecycle subject) {
        String name = NAMES.get(0);
        String other = NAMES.get(2);
        each(subject, (stores, content) -> {
            stores.create(name);
            stores.create(other);
            content.write(name);
            content.write(other);
            StoreContent.Opened before = content.open(name);

            assertTrue(stores.drop(name), content.label() + ": the store existed");
            assertEquals(List.of(other), own(stores), content.label() + ": what is left of the two");
            assertThrows(ConflictException.class, before::write, content.label() + ": the store was dropped");
            assertFalse(stores.drop(name), content.label() + ": the store was dropped before");

            assertTrue(stores.create(name), content.label() + ": the store is new again");
            assertFalse(content.isIn(name), content.label() + ": a new store is empty");
            assertTrue(content.isIn(other), content.label() + ": the other store is kept");
            assertThrows(ConflictException.class, before::write, content.label() + ": the store was dropped before");
        });
    }
}
