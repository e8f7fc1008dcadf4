package dev.isobar.tck;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.function.Executable;

/** What a backend holds before something happens that must leave nothing behind. */
final class Remains {
    private static final int ROUNDS = 5;

    private final TckSubject<?> subject;
    private final Map<String, Long> before;

    private Remains(TckSubject<?> subject) {
        this.subject = subject;
        this.before = subject.remains();
    }

    static Remains of(TckSubject<?> subject) {
        return new Remains(subject);
    }

    /** Does something several times; from the second time on it leaves nothing behind, such as a connection of a pool. */
    static void assertNoneOf(TckSubject<?> subject, Executable action) throws Throwable {
        subject.remains();
        action.execute();
        Remains before = of(subject);
        for (int round = 0; round < ROUNDS; round++) {
            action.execute();
        }
        before.assertSame();
    }

    /** Waits until the counts are those of before, since a store may clean up in its own time. */
    void assertSame() {
        try {
            Await.until(subject.store().patience(), () -> difference().isEmpty());
        } catch (AssertionError late) {
            throw new AssertionError("counts that have changed, old and new: " + difference(), late);
        }
    }

    private Map<String, String> difference() {
        Map<String, Long> now = subject.remains();
        Map<String, String> changed = new TreeMap<>();
        before.forEach((name, count) -> {
            if (!count.equals(now.get(name))) {
                changed.put(name, count + " and " + now.get(name));
            }
        });
        return changed;
    }
}
