package dev.isobar;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which provider serves a URL, what a message says if none or several do, and which settings are secrets. */
class BackendProvidersTest {
    /** Says which schemes serve which services, and which settings it has. */
    private record Saying(Map<Service, Set<String>> served, Set<String> connection, Set<String> secrets)
            implements BackendProvider {
        @Override
        public Set<String> schemes(Service service) {
            return served.getOrDefault(service, Set.of());
        }

        @Override
        public Set<String> connectionSettings(String scheme) {
            return scheme.equals("plain") ? Set.of() : connection;
        }

        @Override
        public Set<String> storeSettings(String scheme) {
            return Set.of("of " + scheme);
        }

        @Override
        public Set<String> secretSettings() {
            return secrets;
        }

        @Override
        public Backend open(BackendConfig config) {
            return () -> {};
        }
    }

    private static final class Other implements BackendProvider {
        @Override
        public Set<String> schemes(Service service) {
            return service == Service.KV ? Set.of("cache") : Set.of();
        }

        @Override
        public Backend open(BackendConfig config) {
            return () -> {};
        }
    }

    private static final Saying SAYING = new Saying(
            Map.of(Service.KV, Set.of("cache", "cache:tls"), Service.R2, Set.of("files", "plain")),
            Set.of("auth_token", "pin", "timeout"),
            Set.of("pin"));

    private final List<String> problems = new ArrayList<>();

    private static BackendProviders providers(BackendProvider... found) {
        return new BackendProviders(
                List.of(found).stream().map(FoundProvider::of).toList(), Map.of());
    }

    private static BackendUrl url(String text) {
        return requireNonNull(BackendUrl.parse(text));
    }

    private BackendProviders.@Nullable Offer offer(BackendProviders providers, Service service, String url) {
        return providers.offer(service, url(url), "binding A", problems);
    }

    @Test
    void findsTheProviderWithTheLongestSchemeOfTheService() {
        BackendProviders.Offer offer = requireNonNull(offer(providers(SAYING), Service.KV, "cache:tls:host"));

        assertEquals("cache:tls", offer.scheme());
        assertSame(SAYING, offer.found().provider());
        assertEquals(Set.of("of cache:tls"), offer.found().storeSettings(offer.scheme()));
        assertEquals(Set.of("auth_token", "pin", "timeout"), offer.found().connectionSettings(offer.scheme()));
        assertEquals(List.of(), problems);
    }

    @Test
    void namesBothProvidersOfOneScheme() {
        assertNull(offer(providers(SAYING, new Other()), Service.KV, "cache:host"));

        assertEquals(
                List.of("binding A: cache: is offered by dev.isobar.BackendProvidersTest$Saying and"
                        + " dev.isobar.BackendProvidersTest$Other; remove one of them from the path"),
                problems);
    }

    @Test
    void saysWhichServicesASchemeServes() {
        assertNull(offer(providers(SAYING), Service.KV, "files:/tmp"));

        assertEquals(
                List.of("binding A: files: does not serve kv but r2; on the path for kv are cache, cache:tls"),
                problems);
    }

    @Test
    void suggestsTheSchemeThatIsMeant() {
        assertNull(offer(providers(SAYING), Service.KV, "cachee:host"));

        assertEquals(
                List.of(
                        "binding A: unknown scheme cachee: for kv; on the path for kv are cache, cache:tls; did you mean"
                                + " 'cache'?"),
                problems);
    }

    @Test
    void saysThatNothingIsOnThePath() {
        assertNull(offer(providers(SAYING), Service.AI, "models:x"));

        assertEquals(List.of("binding A: unknown scheme models: for ai; on the path for ai are none"), problems);
    }

    @Test
    void namesTheArtifactOfAKnownScheme() {
        assertNull(offer(providers(SAYING), Service.D1, "jdbc:sqlite:shop.db"));

        assertEquals(
                List.of(
                        "binding A: no backend for jdbc: on the path; add the dependency dev.isobar:isobar-backend-jdbc"),
                problems);
    }

    @Test
    void namesWhatIsOnThePathAndCannotBeUsed() {
        Map<String, Throwable> broken = new LinkedHashMap<>();
        broken.put("com.example.A needs the class com.example.B, which is not on the path", new Error());
        broken.put("an entry fails with java.lang.Error", new Error());

        assertNull(offer(new BackendProviders(List.of(), broken), Service.KV, "cache:x"));

        assertEquals(
                List.of(
                        "binding A: unknown scheme cache: for kv; on the path for kv are none; on the path, but not usable:"
                                + " com.example.A needs the class com.example.B, which is not on the path; an entry fails with"
                                + " java.lang.Error"),
                problems);
    }

    @Test
    void asksTheProviderOfTheUrlWhatIsASecret() {
        BackendProviders providers = providers(SAYING, new Other());

        assertTrue(providers.isSecret("files:x?pin=1", "pin"));
        assertFalse(providers.isSecret("files:x?timeout=1s", "timeout"));
        assertFalse(providers.isSecret("files:x?auth_token=1s", "auth_token"), "the provider says that it is plain");
        assertTrue(providers.isSecret("plain:x?auth_token=1s", "auth_token"), "the provider does not know it");
        assertTrue(providers.isSecret("unknown:x?auth_token=1s", "auth_token"));
        assertFalse(providers.isSecret("unknown:x?pin=1", "pin"));
        assertTrue(providers.isSecret("no url", "auth_token"));
        assertTrue(
                providers.isSecret("cache:x?a=%zz&pin=1", "pin"),
                "a secret is hidden even if the query cannot be decoded");
    }
}
