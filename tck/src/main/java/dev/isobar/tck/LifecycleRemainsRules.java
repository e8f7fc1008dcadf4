package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.error.Service;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** Rule ENV-CLOSE-05: what an environment leaves behind. */
abstract class LifecycleRemainsRules {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int ROUNDS = 8;

    /** Threads that a process has once, such as those of the virtual machine, do not come with every environment. */
    @Rule("ENV-CLOSE-05")
    void leavesNoThread(EnvLifecycle subject) throws Throwable {
        openAndClose(subject);
        Set<Thread> before = new HashSet<>(living());

        for (int round = 0; round < ROUNDS; round++) {
            openAndClose(subject);
        }

        try {
            Await.until(LONGEST, () -> more(before).isEmpty());
        } catch (AssertionError late) {
            throw new AssertionError("threads are left, by name: " + more(before), late);
        }
    }

    private static void openAndClose(EnvLifecycle subject) throws Throwable {
        try (Env env = subject.open()) {
            for (Service service : subject.services()) {
                for (Executable call : LifecycleCalls.of(subject, env, service).values()) {
                    call.execute();
                }
            }
        }
    }

    private static List<Thread> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .toList();
    }

    /** Returns the names, without their numbers, that at least as many new threads have as there were environments. */
    private static Map<String, Long> more(Set<Thread> before) {
        Map<String, Long> names = living().stream()
                .filter(thread -> !before.contains(thread))
                .collect(Collectors.groupingBy(
                        thread -> thread.getName().replaceAll("\\d+", "#"), TreeMap::new, Collectors.counting()));
        names.values().removeIf(count -> count < ROUNDS);
        return names;
    }
}
