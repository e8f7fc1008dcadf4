package dev.isobar.tck;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Throws before or after calls of drivers, as it is told, and counts the calls that went through. */
final class Mishaps implements Interceptor {
    private final AtomicReference<@Nullable Mishap> planned = new AtomicReference<>();
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger thrown = new AtomicInteger();

    private record Mishap(Call call, boolean after, Supplier<? extends Throwable> what, AtomicInteger left) {}

    /** The calls of a consumer. */
    enum Call {
        TAKE,
        SETTLE,
        RENEW;

        private static @Nullable Call of(Operation operation) {
            return switch (operation.name()) {
                case "take" -> TAKE;
                case "settle" -> Thread.currentThread().getName().startsWith("isobar-lease-") ? RENEW : SETTLE;
                default -> null;
            };
        }
    }

    /** Lets the next calls of a kind fail before they reach the driver. */
    void before(Call call, int times, Supplier<? extends Throwable> what) {
        planned.set(new Mishap(call, false, what, new AtomicInteger(times)));
    }

    /** Lets the next calls of a kind take effect and their answers be lost. */
    void after(Call call, int times, Supplier<? extends Throwable> what) {
        planned.set(new Mishap(call, true, what, new AtomicInteger(times)));
    }

    /** How many renewals of leases have succeeded. */
    int renewals() {
        return renewals.get();
    }

    /** How many batches were settled. */
    int settled() {
        return settled.get();
    }

    /** How often something was thrown. */
    int thrown() {
        return thrown.get();
    }

    private @Nullable Mishap met(Call kind) {
        Mishap next = planned.get();
        return next != null && next.call() == kind && next.left().getAndDecrement() > 0 ? next : null;
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Call kind = Call.of(operation);
        if (kind == null) {
            return call.get();
        }
        Mishap mishap = met(kind);
        if (mishap != null && !mishap.after()) {
            throw thrown(mishap);
        }
        Object answer = call.get();
        if (mishap != null) {
            throw thrown(mishap);
        }
        if (kind != Call.TAKE) {
            (kind == Call.RENEW ? renewals : settled).incrementAndGet();
        }
        return answer;
    }

    private RuntimeException thrown(Mishap mishap) {
        thrown.incrementAndGet();
        throw Mishaps.<RuntimeException>anything(mishap.what().get());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // A checked exception goes as an unchecked one.
    static <E extends Throwable> E anything(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
