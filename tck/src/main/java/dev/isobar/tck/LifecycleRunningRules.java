package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.function.Executable;

/** Rule ENV-CLOSE-04: what becomes of calls that run while their environment closes. */
abstract class LifecycleRunningRules {
    private static final int ROUNDS = 3;

    @Rule("ENV-CLOSE-04")
    void endsCallsThatRun(EnvLifecycle subject) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Env env = subject.open();
            Collection<Throwable> untyped = new ConcurrentLinkedQueue<>();
            List<Thread> callers = new ArrayList<>();
            List<Executable> calls = new ArrayList<>();
            for (Service service : subject.services()) {
                calls.addAll(LifecycleCalls.of(subject, env, service).values());
            }
            CountDownLatch started = new CountDownLatch(calls.size());
            calls.forEach(call -> callers.add(caller(call, started, untyped)));
            started.await();

            callers.add(started(env::close, untyped));

            try {
                Await.until(subject.patience(), () -> callers.stream().noneMatch(Thread::isAlive));
            } finally {
                callers.forEach(Thread::interrupt);
            }
            assertEquals(List.of(), List.copyOf(untyped));
        }
    }

    /** Repeats a call until the environment is closed; a result and a typed error are both fine. */
    private static Thread caller(Executable call, CountDownLatch started, Collection<Throwable> untyped) {
        return started(
                () -> {
                    boolean open = true;
                    while (open && !Thread.currentThread().isInterrupted()) {
                        try {
                            call.execute();
                        } catch (EnvClosedException closed) {
                            open = false;
                        } catch (IsobarException typed) {
                            open = true;
                        } finally {
                            started.countDown();
                        }
                    }
                },
                untyped);
    }

    private static Thread started(Executable work, Collection<Throwable> untyped) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.execute();
                    } catch (Throwable failed) {
                        untyped.add(failed);
                    }
                },
                "tck-caller");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
