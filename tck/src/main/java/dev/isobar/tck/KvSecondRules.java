package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules KV-CONS-06 and KV-CONS-08: what other environments and other processes see of a namespace. */
abstract class KvSecondRules {
    private static final List<String> SESSION = List.of("session");

    @Rule("KV-CONS-06")
    void showsWhatAnotherEnvironmentStores(KVNamespace kv, TckSubject<KVNamespace> subject) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            KVNamespace other = second.binding();
            assertNull(other.get("session"));
            assertNull(bulk(other, "session"));
            assertEquals(List.of(), names(other));

            kv.put("session", "open", KvPutOptions.NONE.withMetadata("web"));

            assertShows(subject, other, "open", "web");
        }
    }

    @Rule("KV-CONS-06")
    void showsWhatAnotherEnvironmentOverwrites(KVNamespace kv, TckSubject<KVNamespace> subject) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            KVNamespace other = second.binding();
            kv.put("session", "open", KvPutOptions.NONE.withMetadata("web"));
            assertShows(subject, other, "open", "web");

            kv.put("session", "locked", KvPutOptions.NONE.withMetadata("phone"));
            assertShows(subject, other, "locked", "phone");
            other.put("session", "closed", KvPutOptions.NONE.withMetadata("desk"));

            assertShows(subject, kv, "closed", "desk");
        }
    }

    @Rule("KV-CONS-06")
    void hidesWhatAnotherEnvironmentDeletes(KVNamespace kv, TckSubject<KVNamespace> subject) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            KVNamespace other = second.binding();
            kv.put("session", "open", KvPutOptions.NONE.withMetadata("web"));
            kv.put("other", "open");
            assertShows(subject, kv, "open", "web");
            assertEquals("open", bulk(kv, "other"));

            other.delete("session");
            other.deleteBulk(List.of("other", "nobody"));

            Visible.as(subject, "the value that another environment has deleted", null, () -> kv.get("session"));
            Visible.as(
                    subject,
                    "value and metadata that another environment has deleted",
                    new KvValue<>(null, null, null),
                    () -> kv.getWithMetadata("session"));
            Visible.as(subject, "a bulk read of what was deleted", null, () -> bulk(kv, "other"));
            Visible.as(subject, "the names that are left", List.of(), () -> names(kv));
        }
    }

    @Rule("KV-CONS-06")
    void listsWhatIsStoredAgainAfterAnotherHasDeletedIt(KVNamespace kv, TckSubject<KVNamespace> subject) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            KVNamespace other = second.binding();
            kv.put("session", "open");
            kv.put("session", "open", KvPutOptions.NONE.withMetadata("web"));
            Visible.as(subject, "the value", "open", () -> other.get("session"));

            other.delete("session");
            Visible.as(subject, "the deleted value", null, () -> kv.get("session"));
            kv.put("session", "again");

            Visible.as(subject, "the value that was stored again", "again", () -> other.get("session"));
            Visible.as(subject, "the names in the other environment", SESSION, () -> names(other));
            Visible.as(subject, "the names in this environment", SESSION, () -> names(kv));
        }
    }

    @Rule(value = "KV-CONS-06", needs = Capability.CONTROLLED_CLOCK)
    void endsWhatAnotherEnvironmentGaveAnExpiration(KVNamespace kv, TckSubject<KVNamespace> subject, TestClock clock) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            kv.put("session", "endless");
            assertEquals("endless", kv.get("session"));

            second.binding().put("session", "short", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60)));
            Visible.as(subject, "the value that another environment has stored", "short", () -> kv.get("session"));
            clock.advance(Duration.ofSeconds(60));

            assertNull(kv.get("session"), "the expiration that another environment gave has come");
            assertEquals(List.of(), names(kv), "the expiration that another environment gave has come");
        }
    }

    @Rule("KV-CONS-06")
    void continuesAListingOfAnotherEnvironment(KVNamespace kv, TckSubject<KVNamespace> subject) {
        List<String> keys = List.of("a", "b", "c", "d");
        keys.forEach(key -> kv.put(key, "value"));
        try (TckSubject<KVNamespace> second = subject.second()) {
            Visible.as(subject, "the names in the other environment", keys, () -> names(second.binding()));
            KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

            KvListPage rest = second.binding().list(KvListOptions.ALL.withCursor(first.cursor()));

            assertEquals(
                    List.of("c", "d"),
                    rest.keys().stream().map(KvKey::name).toList(),
                    "what follows the cursor of another environment");
        }
    }

    @Rule(value = "KV-CONS-06", needs = Capability.READ_YOUR_WRITES)
    void keepsOneOfTheWritesOfTwoEnvironments(KVNamespace kv, TckSubject<KVNamespace> subject) {
        try (TckSubject<KVNamespace> second = subject.second()) {
            KVNamespace other = second.binding();
            for (int round = 0; round < 20; round++) {
                String key = "contested-" + round;
                Together.run(4, writer -> (writer % 2 == 0 ? kv : other)
                        .put(key, "by " + writer, KvPutOptions.NONE.withMetadata("by " + writer)));

                KvValue<String> entry = kv.getWithMetadata(key);

                assertNotNull(entry.value(), "one of the writes of two environments is left");
                assertEquals('"' + entry.value() + '"', String.valueOf(entry.metadata()), "parts of one write");
                assertEquals(entry, other.getWithMetadata(key), "both environments see the same write");
            }
        }
    }

    @Rule("KV-CONS-08")
    void sharesItsStoreWithAnotherProcess(KVNamespace kv, TckSubject<KVNamespace> subject, TestClock clock) {
        try (SecondProcess process = subject.secondProcess(Service.KV, clock)) {
            kv.put("session", "open");
            Visible.as(subject, "the value in the process", "open", () -> read(process, "session"));

            process.perform("put", Map.of("key", "theirs", "value", "1", "options", Map.of("metadata", "here")));
            process.perform("put", Map.of("key", "session", "value", "locked"));
            Visible.as(subject, "what the process has stored", "1", () -> kv.get("theirs"));
            Visible.as(
                    subject,
                    "the metadata that the process has stored",
                    "\"here\"",
                    () -> String.valueOf(kv.getWithMetadata("theirs").metadata()));
            Visible.as(subject, "what the process has overwritten", "locked", () -> kv.get("session"));
            Visible.as(subject, "the names", List.of("session", "theirs"), () -> names(kv));

            kv.put("theirs", "2");
            process.perform("delete", Map.of("key", "session"));
            Visible.as(subject, "what was overwritten for the process", "2", () -> read(process, "theirs"));
            Visible.as(subject, "what the process has deleted", null, () -> kv.get("session"));
            Visible.as(subject, "the names that are left", List.of("theirs"), () -> names(kv));
            kv.delete("theirs");
            Visible.as(subject, "what was deleted for the process", null, () -> read(process, "theirs"));
            Visible.as(
                    subject,
                    "the names that the process lists",
                    List.of(),
                    () -> listed(process.perform("listNames", Map.of())));
        }
    }

    private static @Nullable Object read(SecondProcess process, String key) {
        return process.perform("get", Map.of("key", key));
    }

    private static @Nullable Object listed(@Nullable Object page) {
        return page instanceof Map<?, ?> members ? members.get("names") : page;
    }

    private static void assertShows(TckSubject<KVNamespace> subject, KVNamespace kv, String value, String metadata) {
        Visible.as(subject, "the value that another environment has stored", value, () -> kv.get("session"));
        Visible.as(
                subject,
                "the metadata that another environment has stored",
                '"' + metadata + '"',
                () -> String.valueOf(kv.getWithMetadata("session").metadata()));
        Visible.as(subject, "a bulk read of what another environment has stored", value, () -> bulk(kv, "session"));
        Visible.as(
                subject,
                "a listing of what another environment has stored",
                "session \"" + metadata + '"',
                () -> listing(kv));
    }

    private static String listing(KVNamespace kv) {
        return String.join(
                ", ",
                kv.list(KvListOptions.ALL.withPrefix("session")).keys().stream()
                        .map(key -> key.name() + " " + key.metadata())
                        .toList());
    }

    private static @Nullable String bulk(KVNamespace kv, String key) {
        return kv.get(List.of(key), KvType.TEXT).get(key);
    }

    private static List<String> names(KVNamespace kv) {
        return kv.list(KvListOptions.ALL).keys().stream().map(KvKey::name).toList();
    }
}
