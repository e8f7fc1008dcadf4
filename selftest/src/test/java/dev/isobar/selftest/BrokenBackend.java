package dev.isobar.selftest;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.KvDriver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A backend for KV and D1 over a good one; a call of KV takes a moment; subclasses break one thing. */
class BrokenBackend implements Backend {
    /** How often a backend has ended what all of them share. */
    static final AtomicInteger SHARED = new AtomicInteger();

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final long MOMENT_NANOS = 2_000_000;

    private final Backend good;
    private final List<D1Transaction> transactions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    BrokenBackend(Backend good) {
        this.good = good;
    }

    /** Starts a thread that never ends. */
    static void thread() {
        Thread left = new Thread(
                () -> {
                    try {
                        NEVER.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left-behind");
        left.setDaemon(true);
        left.start();
    }

    /** Looks before each call whether it may be made. */
    void check() {}

    /** What becomes of a call during which the backend was closed. */
    void underACall() throws InterruptedException {}

    @Override
    public KvDriver kv(BindingTarget target) {
        return new KvOver(good.kv(target)) {
            @Override
            public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
                check();
                LockSupport.parkNanos(MOMENT_NANOS);
                if (closed) {
                    underACall();
                }
                return super.get(key, wanted);
            }
        };
    }

    @Override
    public D1Driver d1(BindingTarget target) {
        return new D1Over(good.d1(target)) {
            @Override
            public D1Transaction begin() throws Exception {
                D1Transaction begun = super.begin();
                transactions.add(begun);
                return begun;
            }
        };
    }

    /** Commits all that is open. */
    void commit() {
        for (D1Transaction transaction : transactions) {
            try {
                transaction.commit();
            } catch (Exception ended) {
                throw new IllegalStateException(ended);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        good.close();
    }
}
