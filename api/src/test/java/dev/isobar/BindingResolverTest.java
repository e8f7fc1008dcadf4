package dev.isobar;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.config.PlacedUrl;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a URL goes to the connection and to the binding, and what of it no message may show. */
class BindingResolverTest {
    private final List<String> problems = new ArrayList<>();
    private @Nullable Throwable failureOfCheck;

    private final FakeShelf shelf = new FakeShelf() {
        @Override
        public void checkSettings(Service service, Settings settings) {
            if (failureOfCheck instanceof Error error) {
                throw error;
            }
            if (failureOfCheck instanceof RuntimeException unchecked) {
                throw unchecked;
            }
        }
    };

    private ResolvedBinding resolve(String url, String written) {
        BackendProviders providers = new BackendProviders(List.of(FoundProvider.of(shelf)), Map.of());
        Declaration declaration = new Declaration(
                Service.KV, new BindingTarget("A", "pages"), new PlacedUrl(url, written, "isobar.toml:3"));
        return requireNonNull(new BindingResolver(providers, Path.of("conf")).resolve(declaration, problems));
    }

    private Set<String> confidential(String url, String written) {
        ResolvedBinding resolved = resolve(url, written);
        assertEquals(List.of(), problems);
        return resolved.target().settings().confidential();
    }

    @Test
    void dividesTheSettings() {
        ResolvedBinding resolved = resolve("shelf:a/b?token=t&prefix=p&other=o", "");

        assertEquals(List.of(), problems);
        assertEquals(
                Map.of("prefix", "p", "other", "o"),
                resolved.target().settings().values());
        assertEquals(Set.of("token"), resolved.target().settings().otherNames());
        assertEquals(Path.of("conf"), resolved.target().settings().folder());
        assertEquals(Map.of("token", "t"), resolved.ofConnection().values());
        assertEquals(Map.of("token", "t"), resolved.store().connection().settings());
        assertEquals("a/b", resolved.store().connection().address());
        assertEquals("shelf:…", resolved.store().connection().toString());
        assertEquals(Map.of("prefix", "p"), resolved.store().settings());
        assertEquals("pages", resolved.store().name());
        assertEquals("isobar.toml:3", resolved.place());
    }

    @Test
    void showsInMessagesWhatTheFileShowsAlone() {
        assertEquals(Set.of(), confidential("shelf:a?prefix=p", "shelf:a?prefix=p"));
        assertEquals(Set.of("prefix"), confidential("shelf:a?prefix=p&other=o", "shelf:a?prefix=${env:P}&other=o"));
        assertEquals(Set.of("other", "prefix"), confidential("shelf:a?prefix=p&other=o", "${env:URL}"));
        assertEquals(Set.of("prefix"), confidential("shelf:a?prefix=${p", "shelf:a?prefix=${p"));
        assertEquals(Set.of("password"), confidential("shelf:a?password=p", "shelf:a?password=p"));
    }

    @Test
    void namesASettingThatIsGivenTwiceUnlessItsNameMayBeASecret() {
        resolve("shelf:a?prefix=p&prefix=q&hunter2&hunter2", "");

        assertEquals(
                List.of(
                        "isobar.toml:3: setting 'prefix' is given more than once",
                        "isobar.toml:3: a setting is given more than once"),
                problems);
    }

    private boolean check(List<Throwable> failures) {
        ResolvedBinding resolved = resolve("shelf:a", "shelf:a");
        return BindingResolver.check(resolved, problems, failures::add);
    }

    @Test
    void reportsWhatTheProviderThrowsWhenItChecks() {
        List<Throwable> failures = new ArrayList<>();
        assertTrue(check(failures));
        failureOfCheck = new InvalidSettingException(List.of("first", "second"));
        assertFalse(check(failures));
        assertEquals(List.of("isobar.toml:3: first", "isobar.toml:3: second"), problems);
        assertEquals(List.of(), failures);
        problems.clear();

        failureOfCheck = new NoClassDefFoundError("com/example/Client");

        assertFalse(check(failures));
        assertEquals(
                List.of(
                        "isobar.toml:3: shelf: cannot be opened without the class com.example.Client, which is not on the"
                                + " path; add the libraries that "
                                + shelf.getClass().getName()
                                + " needs, in the versions that it needs"),
                problems);
        assertEquals(List.of(failureOfCheck), failures);
        failureOfCheck = new OutOfMemoryError("planned");
        assertThrows(OutOfMemoryError.class, () -> check(failures));
    }

    @Test
    void opensNoDriverWithSettingsThatAreWrong() {
        failureOfCheck = new InvalidSettingException(List.of("wrong"));
        Declarations declarations = new Declarations();
        declarations.bind(FakeShelf.binding(Service.KV, "A", null, "shelf:a"));

        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> shelf.open(declarations));

        assertEquals(List.of("binding A: wrong"), refusal.problems());
        assertEquals(List.of("opened a", "closed"), shelf.events, "the connection is tried all the same");
    }

    @Test
    void reportsADriverOfTheCodeThatCannotSayWhatItCanDo() {
        IllegalStateException planned = new IllegalStateException("planned");
        Declarations declarations = new Declarations();
        declarations.bind("A", Service.KV, () -> {
            throw planned;
        });
        declarations.bind(FakeShelf.binding(Service.KV, "B", null, "shelf:b"));

        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> shelf.open(declarations));

        assertEquals(List.of("binding A: cannot be opened (java.lang.IllegalStateException)"), refusal.problems());
        assertEquals(List.of(planned), Arrays.asList(refusal.getSuppressed()));
        assertEquals("closed", shelf.events.get(shelf.events.size() - 1));
        declarations.bind("A", Service.KV, () -> {
            throw new OutOfMemoryError("planned");
        });
        assertThrows(OutOfMemoryError.class, () -> shelf.open(declarations));
    }

    @Test
    void tellsTheBackendWhetherCodePassedTheClock() {
        ResolvedBinding resolved = resolve("shelf:a?token=t", "");
        InstantSource passed = InstantSource.fixed(Instant.EPOCH);

        assertFalse(resolved.backend(null).applicationClock());
        assertTrue(resolved.backend(null).clock().instant().isAfter(Instant.EPOCH));
        assertTrue(resolved.backend(passed).applicationClock());
        assertSame(passed, resolved.backend(passed).clock());
    }
}
