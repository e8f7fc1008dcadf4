package dev.isobar.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class KvOptionsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void changesOneSettingOfAWrite() {
        KvPutOptions options = KvPutOptions.NONE
                .withExpirationTtl(HOUR)
                .withExpiration(Instant.EPOCH)
                .withMetadata("here");

        assertEquals(new KvPutOptions(HOUR, Instant.EPOCH, "here"), options);
        assertEquals(
                KvPutOptions.NONE,
                options.withExpirationTtl(null).withExpiration(null).withMetadata(null));
    }

    @Test
    void changesOneSettingOfARead() {
        assertEquals(new KvGetOptions(HOUR), KvGetOptions.NONE.withCacheTtl(HOUR));
        assertEquals(KvGetOptions.NONE, new KvGetOptions(HOUR).withCacheTtl(null));
    }

    @Test
    void changesOneSettingOfAListing() {
        KvListOptions options =
                KvListOptions.ALL.withPrefix("session:").withLimit(10).withCursor("next");

        assertEquals(new KvListOptions("session:", 10, "next"), options);
        assertEquals(KvListOptions.ALL, options.withPrefix(null).withLimit(0).withCursor(null));
    }

    @Test
    @SuppressWarnings("NullAway")
    void refusesAListingWithoutAPrefix() {
        assertThrows(NullPointerException.class, () -> new KvListOptions(null, 0, null));
    }

    @Test
    void keepsThePageFromLaterChanges() {
        List<KvKey> keys = new ArrayList<>(List.of(new KvKey("session", null, null)));
        KvListPage page = new KvListPage(keys, "next", null);

        keys.clear();

        assertEquals(1, page.keys().size());
        assertFalse(page.listComplete());
        assertTrue(new KvListPage(keys, null, null).listComplete());
    }

    @Test
    void readsJsonAsAClassOrAType() {
        KvType<List<String>> list = KvType.json(new TypeReference<List<String>>() {});

        assertEquals(KvType.Kind.JSON, list.kind());
        assertEquals("java.util.List<java.lang.String>", list.target().getTypeName());
        assertEquals(Duration.class, KvType.json(Duration.class).target());
    }
}
