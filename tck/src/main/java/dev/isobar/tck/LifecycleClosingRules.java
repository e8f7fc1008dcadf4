package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Rules ENV-CLOSE-01 to ENV-CLOSE-03 on a backend: what closing ends, and what it does not. */
abstract class LifecycleClosingRules {
    private static final QueueHandler<String> IGNORING = batch -> {};

    @Rule("ENV-CLOSE-01")
    void leavesOtherEnvironmentsAtWork(EnvLifecycle subject) {
        Env same = subject.open();
        Env elsewhere = subject.openElsewhere();

        subject.env().close();
        works(subject, same);
        works(subject, elsewhere);
        subject.env().close();

        works(subject, same);
        works(subject, elsewhere);
    }

    @Rule("ENV-CLOSE-01")
    void closesOnceFromManyThreads(EnvLifecycle subject) {
        Env other = subject.open();

        Together.run(4, thread -> subject.env().close());

        works(subject, other);
        works(subject, subject.open());
    }

    private static void works(EnvLifecycle subject, Env env) {
        for (Service service : subject.services()) {
            LifecycleCalls.of(subject, env, service)
                    .forEach((operation, call) -> assertDoesNotThrow(call, service.label() + " " + operation));
        }
    }

    @Rule("ENV-CLOSE-02")
    void refusesEveryCallAfterwards(EnvLifecycle subject) {
        Map<String, Executable> calls = new LinkedHashMap<>();
        for (Service service : subject.services()) {
            LifecycleCalls.of(subject, subject.env(), service)
                    .forEach((operation, call) -> calls.put(service.label() + " " + operation, call));
        }

        subject.env().close();

        calls.forEach(LifecycleClosingRules::refused);
    }

    private static void refused(String operation, Executable call) {
        EnvClosedException refused = assertThrows(EnvClosedException.class, call, operation);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.endsWith(": the environment is closed"), message);
        assertNull(refused.getCause(), operation);
    }

    @Rule("ENV-CLOSE-02")
    void refusesConsumersAfterwards(EnvLifecycle subject) {
        subject.binding(Service.QUEUES);
        Env env = subject.env();

        env.close();

        refused("consume", () -> env.consume(EnvLifecycle.STORE, String.class, IGNORING));
        refused("consumeStepped", () -> env.consumeStepped(EnvLifecycle.STORE, String.class, IGNORING));
    }

    @Rule("ENV-CLOSE-03")
    @SuppressWarnings("NullAway")
    void leavesTheQueueFreeWhenAConsumerCannotStart(EnvLifecycle subject) {
        subject.binding(Service.QUEUES);
        Env env = subject.env();

        assertThrows(NullPointerException.class, () -> env.consume(EnvLifecycle.STORE, String.class, null));

        assertDoesNotThrow(
                () -> env.consume(EnvLifecycle.STORE, String.class, IGNORING).close());
        assertEquals(0, env.consumers().size());
    }
}
