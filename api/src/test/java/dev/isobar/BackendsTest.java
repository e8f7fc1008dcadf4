package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConfigurationException;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are shared, tried anew after a refusal, and closed. */
@Timeout(60)
class BackendsTest {
    private final FakeShelf shelf = new FakeShelf();
    private final Backends backends = new Backends(null);
    private final List<String> problems = new ArrayList<>();

    @Test
    void keepsWhatIsOpenAfterARefusalAndTriesTheRestAnew() {
        ResolvedBinding good = shelf.resolve("A", "shelf:a");
        ResolvedBinding down = shelf.resolve("B", "shelf:down");
        Object opened = backends.open(good, problems);
        assertNotNull(opened);
        assertNull(backends.open(down, problems));
        assertNull(backends.open(down, problems));
        assertEquals(2, problems.size(), problems::toString);

        ConfigurationException refusal = backends.refusal(problems);

        assertEquals(problems, refusal.problems());
        assertEquals("down", refusal.getSuppressed()[0].getMessage());
        assertEquals(0, backends.refusal(problems).getSuppressed().length, "told once");
        assertSame(opened, backends.open(good, problems));
        assertNull(backends.open(down, problems));
        assertEquals(List.of("opened a", "opened down", "opened down"), shelf.events);
        backends.close();
        assertEquals("closed", shelf.events.get(3));
        assertEquals(4, shelf.events.size());
    }

    @Test
    void keepsNoProblemOfSettingsAsAnException() {
        InvalidSettingException setting = new InvalidSettingException(List.of("wrong"));
        IllegalStateException other = new IllegalStateException("planned");
        backends.note(setting);
        backends.note(other);

        assertEquals(
                List.of(other), Arrays.asList(backends.refusal(List.of("a")).getSuppressed()));
    }

    @Test
    void saysWhyAStepOfOpeningFailed() {
        ResolvedBinding binding = shelf.resolve("A", "shelf:a");
        IllegalStateException planned = new IllegalStateException("hunter2");

        assertEquals("done", backends.open(binding, problems, () -> "done"));
        assertNull(backends.<String>open(binding, problems, () -> {
            throw planned;
        }));

        assertEquals(
                List.of("binding A: shelf: cannot be opened (java.lang.IllegalStateException); check that the server is"
                        + " running and the address is correct"),
                problems);
        assertEquals(List.of(planned), Arrays.asList(backends.refusal(problems).getSuppressed()));
    }

    @Test
    void letsPassWhatNoCallerCanHandle() {
        FakeShelf exhausted = new FakeShelf() {
            @Override
            public Backend open(BackendConfig config) {
                throw new OutOfMemoryError("planned");
            }
        };
        ResolvedBinding binding = exhausted.resolve("A", "shelf:a");

        assertThrows(OutOfMemoryError.class, () -> backends.open(binding, problems));
        assertThrows(
                OutOfMemoryError.class,
                () -> backends.<String>open(binding, problems, () -> {
                    throw new OutOfMemoryError("planned");
                }));
        assertEquals(List.of(), problems);
    }

    /** A thread that keeps a lock for itself would let the next one wait for ever. */
    @Test
    void isUsableFromOneThreadAfterTheOther() throws InterruptedException {
        ResolvedBinding good = shelf.resolve("A", "shelf:a");
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        List<Runnable> steps = List.of(
                () -> seen.add(String.valueOf(backends.open(good, problems) != null)),
                () -> backends.note(new IllegalStateException("planned")),
                () -> seen.add(backends.refusal(List.of("a")).getSuppressed().length),
                backends::close,
                () -> assertThrows(RuntimeException.class, () -> backends.open(good, problems)));
        for (Runnable step : steps) {
            Thread thread = new Thread(step);
            thread.start();
            thread.join();
        }

        assertEquals(List.of("true", 1), seen);
        assertEquals(List.of("opened a", "closed"), shelf.events);
    }

    @Test
    void closesNothingOfWhatCouldNotBeOpened() {
        assertNull(backends.open(shelf.resolve("B", "shelf:down"), problems));

        backends.close();

        assertEquals(List.of("opened down"), shelf.events);
    }
}
