package dev.isobar.internal.d1;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How far a session has come: a constraint until the first answer, then the greatest bookmark of all answers. */
final class D1Position {
    private final String constraint;
    private final AtomicReference<String> bookmark = new AtomicReference<>("");

    D1Position(String constraint, @Nullable String bookmark) {
        this.constraint = constraint;
        reached(bookmark);
    }

    @Nullable
    String bookmark() {
        String greatest = bookmark.get();
        return greatest.isEmpty() ? null : greatest;
    }

    /** What the next request asks for. */
    String next() {
        String greatest = bookmark.get();
        return greatest.isEmpty() ? constraint : greatest;
    }

    void reached(@Nullable String answered) {
        if (answered != null) {
            bookmark.accumulateAndGet(answered, (known, later) -> later.compareTo(known) > 0 ? later : known);
        }
    }
}
