package dev.isobar.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Named threads that do not keep the process alive: virtual where the runtime has them (Java 21), else daemons. */
public final class WorkerThreads {
    private static final @Nullable MethodHandle VIRTUAL = virtual();

    private WorkerThreads() {}

    public static Thread of(String name, Runnable work) {
        if (VIRTUAL != null) {
            try {
                return (Thread) VIRTUAL.invokeExact(name, work);
            } catch (RuntimeException | Error noThread) {
                throw noThread;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static @Nullable MethodHandle virtual() {
        try {
            Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle name = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle unstarted =
                    lookup.findVirtual(builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
            MethodHandle named = MethodHandles.collectArguments(name, 0, ofVirtual);
            return MethodHandles.collectArguments(unstarted, 0, named);
        } catch (ReflectiveOperationException olderRuntime) {
            return null;
        }
    }
}
