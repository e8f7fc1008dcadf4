package dev.isobar.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.isobar.spi.R2Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** HTTP metadata, header by header. */
class R2HTTPMetadataTest {
    private static final Instant DATE = Instant.ofEpochSecond(1_700_000_000);
    private static final R2HTTPMetadata FULL = new R2HTTPMetadata("t", "l", "d", "e", "c", DATE);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "t",
            "Content-Language", "l",
            "Content-Disposition", "d",
            "Content-Encoding", "e",
            "Cache-Control", "c",
            "Expires", "Tue, 14 Nov 2023 22:13:20 GMT");

    @Test
    void keepsTheOtherFields() {
        assertEquals(new R2HTTPMetadata("x", "l", "d", "e", "c", DATE), FULL.withContentType("x"));
        assertEquals(new R2HTTPMetadata("t", "x", "d", "e", "c", DATE), FULL.withContentLanguage("x"));
        assertEquals(new R2HTTPMetadata("t", "l", "x", "e", "c", DATE), FULL.withContentDisposition("x"));
        assertEquals(new R2HTTPMetadata("t", "l", "d", "x", "c", DATE), FULL.withContentEncoding("x"));
        assertEquals(new R2HTTPMetadata("t", "l", "d", "e", "x", DATE), FULL.withCacheControl("x"));
        assertEquals(new R2HTTPMetadata("t", "l", "d", "e", "c", null), FULL.withCacheExpiry(null));
        assertEquals(new R2HTTPMetadata("t", null, null, null, null, null), R2HTTPMetadata.ofContentType("t"));
    }

    @Test
    void readsWhatItWrites() {
        Map<String, String> written = new HashMap<>();
        FULL.write(written::put);

        assertEquals(HEADERS, written);
        assertEquals(FULL, R2HTTPMetadata.fromHeaders(HEADERS::get));
    }

    @Test
    void leavesOutWhatIsAbsent() {
        for (String name : HEADERS.keySet()) {
            Map<String, String> others = new HashMap<>(HEADERS);
            others.remove(name);
            Map<String, String> written = new HashMap<>();

            R2HTTPMetadata.fromHeaders(others::get).write(written::put);

            assertEquals(others, written);
        }
        List<String> none = new ArrayList<>();
        R2HTTPMetadata.NONE.write((name, value) -> none.add(name));
        assertEquals(List.of(), none);
    }

    @Test
    void showsNamesOnly() {
        R2HTTPMetadata headers = R2HTTPMetadata.ofContentType("secret").withCacheExpiry(Instant.EPOCH);
        Map<String, String> custom = Map.of("author", "secret");

        assertEquals("R2HTTPMetadata[Content-Type, Expires]", headers.toString());
        assertEquals(
                "R2MultipartOptions[httpMetadata=R2HTTPMetadata[], customMetadata=[author], storageClass=STANDARD,"
                        + " ssecKey=null]",
                R2MultipartOptions.NONE.withCustomMetadata(custom).toString());
        assertFalse(R2PutOptions.NONE.withCustomMetadata(custom).toString().contains("secret"));
        assertFalse(new R2Facts(headers, custom, R2StorageClass.STANDARD, null)
                .toString()
                .contains("secret"));
    }
}
