package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.InvalidSettingException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules ENV-OPEN-05 and ENV-OPEN-06: what is said of a backend that does not open, and what a builder refuses. */
class OpeningFailureTest {
    private static final String PROVIDER = FakeBackendProvider.class.getName();

    private static List<String> problems(Throwable thrown) {
        return OpeningFailure.problems(Service.KV, "fake", new FakeBackendProvider(), thrown);
    }

    @Test
    void repeatsTheProblemsOfSettings() {
        assertEquals(List.of("one", "two"), problems(new InvalidSettingException(List.of("one", "two"))));
    }

    @Test
    void namesTheErrorAndNotItsWords() {
        assertEquals(
                List.of("fake: cannot be opened (java.net.ConnectException); check that the server is running and the"
                        + " address is correct"),
                problems(new ConnectException("swordfish")));
        assertEquals(
                List.of("fake: cannot be opened (java.lang.UnsatisfiedLinkError); add the libraries that " + PROVIDER
                        + " needs, in the versions that it needs"),
                problems(new UnsatisfiedLinkError("swordfish")));
    }

    @Test
    void keepsTheFlagOfAnInterruptedThread() {
        assertEquals(
                List.of("fake: cannot be opened; the thread was interrupted"),
                problems(new IllegalStateException(new InterruptedException())));

        assertTrue(Thread.interrupted());
    }

    @Test
    void namesTheClassThatIsMissing() {
        assertEquals(
                List.of("fake: cannot be opened without the class com.example.Client, which is not on the path; add the"
                        + " libraries that " + PROVIDER + " needs, in the versions that it needs"),
                problems(new IllegalStateException(new NoClassDefFoundError("com/example/Client"))));
    }

    @ParameterizedTest
    @CsvSource({"com/example/Client, com.example.Client", "com.example.Client$Inner, com.example.Client$Inner"})
    void readsTheNameOfAClass(String text, String name) {
        assertEquals(name, OpeningFailure.missingClass(new NoClassDefFoundError(text)));
        assertEquals(name, OpeningFailure.missingClass(new IOException(new ClassNotFoundException(text))));
        assertNull(OpeningFailure.missingClass(new IllegalStateException(text)));
    }

    @Test
    void takesNoSentenceForAClass() {
        assertNull(OpeningFailure.missingClass(new NoClassDefFoundError("Could not initialize class a.B")));
        assertNull(OpeningFailure.missingClass(new NoClassDefFoundError("Client")));
        assertNull(OpeningFailure.missingClass(new NoClassDefFoundError()));
    }

    @Test
    void looksAtTwentyCausesAtMost() {
        Throwable nineteen = new NoClassDefFoundError("a/B");
        for (int i = 0; i < 19; i++) {
            nineteen = new IllegalStateException(nineteen);
        }

        assertEquals("a.B", OpeningFailure.missingClass(nineteen));
        assertNull(OpeningFailure.missingClass(new IllegalStateException(nineteen)));
    }

    @Test
    void throwsOnWhatTheVirtualMachineThrows() {
        OutOfMemoryError fatal = new OutOfMemoryError();

        assertSame(fatal, assertThrows(OutOfMemoryError.class, () -> OpeningFailure.rethrowIfFatal(fatal)));
        OpeningFailure.rethrowIfFatal(new AssertionError());
    }

    @Test
    void readsNoFilesWithoutAFolder() {
        EnvBuilder builder = Env.builder();

        for (Executable call : List.<Executable>of(
                () -> builder.backend("A", "memory:"),
                () -> builder.profile("p"),
                () -> builder.environment("e"),
                () -> builder.variables(Map.of()),
                () -> builder.properties(Map.of()))) {
            assertEquals(
                    "this builder reads no files; start with Env.from(folder)",
                    assertThrows(IllegalStateException.class, call).getMessage());
        }
    }

    @Test
    void refusesATimeBelowZero() {
        EnvBuilder builder = Env.builder();

        assertSame(builder, builder.closeWithin(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.closeWithin(Duration.ofNanos(-1)));
    }

    /** Each call returns the builder, and what it was told is what the environment has. */
    @Test
    void opensWhatItWasTold() {
        EnvBuilder builder = Env.builder();
        int closed = FakeBackendProvider.closed;
        assertSame(builder, builder.bind(Service.KV, "A", "fake:kv"));
        assertSame(builder, builder.bind(Service.KV, "B", "other", "fake:kv"));
        assertSame(builder, builder.limits(Limits.RELAXED));
        assertSame(builder, builder.intercept((operation, call) -> call.get()));
        assertSame(builder, builder.classLoader(getClass().getClassLoader()));
        assertSame(builder, builder.clock(InstantSource.system()));

        try (Env env = builder.open()) {
            assertEquals(
                    List.of("A A", "B other"),
                    env.bindings().stream()
                            .map(binding -> binding.name() + " " + binding.store())
                            .toList());
            assertEquals(List.of(), env.consumers());
        }

        assertEquals(closed + 1, FakeBackendProvider.closed, "both bindings share one backend");
        assertSame(builder, builder.consumer("jobs", QueueConsumerSettings.DEFAULT));
        assertSame(builder, builder.consumer("jobs", QueueConsumerSettings.DEFAULT, "memory:"));
        assertSame(builder, builder.deliveryDelay("JOBS", Duration.ZERO));
    }
}
