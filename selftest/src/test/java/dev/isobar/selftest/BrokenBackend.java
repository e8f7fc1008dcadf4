package dev.isobar.selftest;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Cursor;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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

    private static final List<FileChannel> FILES = new CopyOnWriteArrayList<>();

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final long MOMENT_NANOS = 2_000_000;

    private final Backend good;
    private final List<D1Transaction> transactions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile boolean used;

    BrokenBackend(Backend good) {
        this.good = good;
    }

    /** Starts a thread that never ends. */
    static void thread() {
        thread(NEVER);
    }

    /** Starts a thread that ends when it is told to. */
    static void thread(CountDownLatch end) {
        Thread left = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left-behind");
        left.setDaemon(true);
        left.start();
    }

    /** Opens a file that somebody must close: the garbage collector does not, as long as the file is in a list. */
    static AutoCloseable file() {
        try {
            FileChannel file = FileChannel.open(Path.of("/dev/null"));
            FILES.add(file);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Looks before each call whether it may be made. */
    void check() {}

    /** What becomes of a call during which the backend was closed. */
    void underACall() throws InterruptedException {}

    /** Returns the rows of a statement, those of the good driver if nothing about them is broken. */
    D1Cursor rows(D1Cursor those) {
        return those;
    }

    /** Returns the stores, those of the good backend if nothing about them is broken. */
    StoreDriver stores(StoreDriver those) {
        return those;
    }

    /** Whether a binding was used. */
    boolean isUsed() {
        return used;
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        return new KvOver(good.kv(target)) {
            @Override
            public @Nullable KvRecord get(String key, KvWanted wanted) throws Exception {
                used = true;
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
            public D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
                return rows(super.stream(statement, position));
            }

            @Override
            public D1Transaction begin() throws Exception {
                D1Transaction begun = super.begin();
                transactions.add(begun);
                return begun;
            }
        };
    }

    @Override
    public final @Nullable StoreDriver stores(Service service, Settings settings) {
        StoreDriver those = good.stores(service, settings);
        return those == null ? null : stores(those);
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
