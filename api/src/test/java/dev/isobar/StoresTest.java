package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stores that are listed, created, dropped and opened at run time (rules ENV-STORE-01 to ENV-STORE-04). */
class StoresTest {
    private final FakeShelf shelf = new FakeShelf();
    private final List<String> calls = new ArrayList<>();
    private final Env env = open();

    private Env open() {
        shelf.interceptors.add((operation, call) -> {
            calls.add(operation.service().label() + " " + operation.binding() + " " + operation.name() + " "
                    + (operation.idempotent() ? "repeatable " : "") + operation.attributes());
            return call.get();
        });
        Declarations declarations = new Declarations();
        declarations.bind(FakeShelf.binding(Service.KV, "CACHE", "pages", "shelf:a?token=t&prefix=p"));
        declarations.bind(FakeShelf.binding(Service.AI, "AI", null, "shelf:a?token=t"));
        declarations.bind("EVENTS", Service.QUEUES, new IdleQueue());
        declarations.bind("DRIVER", Service.KV, FakeDrivers.of(Service.KV));
        return shelf.open(declarations);
    }

    @AfterEach
    void close() {
        env.close();
    }

    private static List<String> problems(Runnable call) {
        return assertThrows(ConfigurationException.class, call::run).problems();
    }

    @Test
    void createsAndDropsAndSaysWhetherAnythingChanged() {
        Stores stores = env.stores("CACHE");

        assertTrue(stores.create("b"));
        assertFalse(stores.create("b"));
        assertTrue(stores.create("a"));
        assertEquals(List.of("a", "b"), stores.list());
        assertTrue(stores.drop("b"));
        assertFalse(stores.drop("b"));
        assertEquals(List.of("a"), stores.list());
        assertEquals(Service.KV, stores.service());
    }

    @Test
    void tellsInterceptorsWhatIsDoneToWhichStoreAndThatOnlyReadingMayBeRepeated() {
        Stores stores = env.stores("CACHE");
        stores.create("a");
        stores.open("a", KVNamespace.class);
        stores.drop("a");

        assertEquals(
                List.of(
                        "kv CACHE createStore {store=a}",
                        "kv CACHE listStores repeatable {}",
                        "kv CACHE openStore repeatable {}",
                        "kv CACHE dropStore {store=a}"),
                calls);
    }

    @Test
    void opensAStoreWithTheSettingsOfItsBindingAndTheNameOfItsOwn() {
        Stores stores = env.stores("CACHE");
        stores.create("a");
        shelf.events.clear();

        KVNamespace opened = stores.open("a", KVNamespace.class);
        assertNull(opened.get("key"));

        assertEquals(List.of("kv a {prefix=p}"), shelf.events);
        assertEquals("kv a get repeatable {}", calls.get(calls.size() - 1));
    }

    @Test
    void usesTheConnectionOfABindingWhoseAddressAndConnectionSettingsAreTheSame() {
        env.stores(Service.KV, "shelf:a?prefix=other&token=t").create("x");
        assertEquals(List.of("x"), env.stores(Service.KV, "shelf:b?token=t").list());

        assertEquals(
                List.of("opened a", "opened b"),
                shelf.events.stream()
                        .filter(event -> event.startsWith("opened"))
                        .toList());
        assertEquals("kv shelf: createStore {store=x}", calls.get(0));
    }

    @Test
    void opensNothingThatDoesNotExist() {
        ConflictException refusal =
                assertThrows(ConflictException.class, () -> env.stores("CACHE").open("missing", KVNamespace.class));

        assertEquals("kv.openStore on CACHE: no store has this name; create it first", refusal.getMessage());
        assertEquals("openStore", refusal.operation());
    }

    @Test
    void opensAStoreAsTheInterfaceOfItsServiceAlone() {
        Stores stores = env.stores("CACHE");
        stores.create("a");

        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> stores.open("a", Queue.class));

        assertEquals("stores of kv are opened as KVNamespace, not dev.isobar.queue.Queue", refusal.getMessage());
    }

    @Test
    void refusesCallsOfAllBindingsOfAStoreThatWasDroppedAndNoOthers() {
        Stores stores = env.stores("CACHE");
        stores.create("pages");
        stores.create("a");
        KVNamespace pages = stores.open("pages", KVNamespace.class);
        KVNamespace other = stores.open("a", KVNamespace.class);

        stores.drop("pages");
        stores.create("pages");

        assertThrows(ConflictException.class, () -> env.kv("CACHE").get("key"));
        ConflictException refusal = assertThrows(ConflictException.class, () -> pages.get("key"));
        assertEquals(
                "kv.get on pages: the store was dropped; create it and open the binding again", refusal.getMessage());
        assertNull(other.get("key"));
        assertNull(stores.open("pages", KVNamespace.class).get("key"));
    }

    @Test
    void anOpenedQueueCanBeConsumedUntilItIsDropped() {
        Stores queues = env.stores(Service.QUEUES, "shelf:a?token=t");
        queues.create("jobs");
        assertEquals(List.of("no queue 'jobs'; known are [EVENTS]"), problems(() -> env.puller("jobs")));

        assertNotNull(queues.open("jobs", Queue.class));
        SteppedQueueConsumer consumer = env.consumeStepped("jobs", String.class, batch -> {});
        assertEquals(0, consumer.runDue());
        assertEquals("[consumer of 'jobs' on shelf:, running]", env.consumers().toString());

        queues.drop("jobs");

        assertEquals(List.of(), env.consumers());
        assertEquals(List.of("no queue 'jobs'; known are [EVENTS]"), problems(() -> env.puller("jobs")));
    }

    @Test
    void opensNoQueueWhoseNameOneOfAnotherBackendHas() {
        Stores here = env.stores(Service.QUEUES, "shelf:a?token=t");
        Stores there = env.stores(Service.QUEUES, "shelf:b?token=t");
        here.create("jobs");
        here.open("jobs", Queue.class);

        ConflictException refusal = assertThrows(ConflictException.class, () -> there.open("jobs", Queue.class));

        assertEquals(
                "queues.openStore on shelf:: a queue of another backend has this name; open it in another environment",
                refusal.getMessage());
        assertNotNull(here.open("jobs", Queue.class));
        there.drop("jobs");
        assertNotNull(env.puller("jobs"), "the queue of the other backend is still known");
    }

    @Test
    void reportsWhatTheBackendSaysAgainstAName() {
        Stores queues = env.stores(Service.QUEUES, "shelf:a?token=t");
        queues.create("refused");

        assertEquals(
                List.of("stores of queues: the name is refused"), problems(() -> queues.open("refused", Queue.class)));
    }

    @Test
    void refusesABackendWithoutStores() {
        for (Runnable call : List.<Runnable>of(
                () -> env.stores("AI"), () -> env.stores("DRIVER"), () -> env.stores(Service.AI, "shelf:a"))) {
            IsobarException refusal = assertThrows(UnsupportedCapabilityException.class, call::run);
            assertTrue(String.valueOf(refusal.getMessage()).contains("stores"), refusal::getMessage);
        }
    }

    @Test
    void reportsProblemsOfTheUrlAndForgetsThem() {
        assertEquals(
                List.of("stores of kv: not a backend URL; a URL starts with a scheme, such as memory:"),
                problems(() -> env.stores(Service.KV, "nothing")));
        assertEquals(
                List.of("stores of kv: unknown setting 'prefi'; shelf: takes prefix, token; did you mean 'prefix'?"),
                problems(() -> env.stores(Service.KV, "shelf:a?prefi=x")));
        assertEquals(
                List.of("stores of kv: setting 'prefix' is given more than once"),
                problems(() -> env.stores(Service.KV, "shelf:a?prefix=x&prefix=y")));
        String down =
                "stores of kv: shelf: cannot be opened (java.lang.IllegalStateException); check that the server is"
                        + " running and the address is correct";
        assertEquals(List.of(down), problems(() -> env.stores(Service.KV, "shelf:down")));
        assertEquals(List.of(down), problems(() -> env.stores(Service.KV, "shelf:down")));
        assertEquals(List.of(down), problems(() -> env.stores(Service.KV, "shelf:a?prefix=broken")));

        assertEquals(2, shelf.events.stream().filter("opened down"::equals).count(), "each call tries anew");
    }

    @Test
    void endsWithTheEnvironment() {
        Stores stores = env.stores("CACHE");

        env.close();

        assertThrows(EnvClosedException.class, stores::list);
        assertThrows(EnvClosedException.class, () -> env.stores("CACHE"));
        assertThrows(EnvClosedException.class, () -> env.stores(Service.KV, "shelf:a?token=t"));
        assertThrows(EnvClosedException.class, () -> env.migrations("CACHE"));
    }

    @Test
    void declaresStoresWhereTheBackendManagesThem() {
        assertEquals("[STORES]", env.capabilities("CACHE").declared().toString());
        assertEquals("[]", env.capabilities("AI").declared().toString());
        assertEquals(Map.of(), env.capabilities("AI").bounds());
    }

    @Test
    void aDroppedQueueIsGoneForThoseWhoReceiveFromIt() {
        Stores queues = env.stores(Service.QUEUES, "shelf:a?token=t");
        queues.create("jobs");
        queues.open("jobs", Queue.class);
        QueuePuller puller = env.puller("jobs");
        env.consumeStepped("jobs", String.class, batch -> {});
        assertEquals(List.of(), puller.pull());

        queues.drop("jobs");

        assertThrows(ConflictException.class, puller::pull);
        queues.create("jobs");
        queues.open("jobs", Queue.class);
        assertEquals(0, env.consumeStepped("jobs", String.class, batch -> {}).runDue());
        assertEquals(List.of(), env.puller("jobs").pull());
    }

    @Test
    void dropsNoQueueOfADriverThatHasTheName() {
        assertFalse(env.stores(Service.QUEUES, "shelf:a?token=t").drop("EVENTS"));

        assertEquals(List.of(), env.puller("EVENTS").pull());
    }
}
