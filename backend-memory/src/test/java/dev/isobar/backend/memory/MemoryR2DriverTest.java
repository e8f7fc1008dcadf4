package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.backend.memory.MemoryR2Driver.Occupied;
import dev.isobar.r2.R2ListedPart;
import dev.isobar.r2.R2ListedUpload;
import dev.isobar.spi.R2Driver.R2PartListing;
import dev.isobar.spi.R2Driver.R2UploadListing;
import dev.isobar.spi.R2Driver.UploadPosition;
import dev.isobar.spi.R2Facts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pieces that bodies are kept in, and the pages of uploads and parts. */
class MemoryR2DriverTest {
    private static final int PIECE = 1 << 20;
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final MemoryR2Driver driver = new MemoryR2Driver(InstantSource.fixed(NOW), InstantSource.fixed(NOW));

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / PIECE);
        }
        return bytes;
    }

    private static MemoryBytes kept(byte[] bytes) throws IOException {
        return MemoryBytes.read(new ByteArrayInputStream(bytes));
    }

    private static void assertReads(byte[] whole, MemoryBytes kept, int offset, int length) throws IOException {
        byte[] expected = Arrays.copyOfRange(whole, offset, offset + length);
        try (InputStream stream = kept.open(offset, length)) {
            assertEquals(length, stream.available());
            assertArrayEquals(expected, stream.readAllBytes());
            assertEquals(0, stream.available());
            assertEquals(-1, stream.read());
            assertEquals(0, stream.read(new byte[0], 0, 0));
        }
    }

    @Test
    void readsAnyPlaceOfAnyNumberOfPieces() throws IOException {
        for (int length : new int[] {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5}) {
            byte[] whole = bytes(length);
            MemoryBytes kept = kept(whole);
            for (int offset : new int[] {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 4}) {
                if (offset <= length) {
                    assertReads(whole, kept, offset, length - offset);
                    assertReads(whole, kept, offset, Math.min(3, length - offset));
                    assertReads(whole, kept, offset, 0);
                }
            }
        }
    }

    @Test
    void readsByteAfterByte() throws IOException {
        byte[] whole = {(byte) 0xff, 0, 127, (byte) 0x80};
        try (InputStream stream = kept(whole).open(0, 4)) {
            assertEquals(255, stream.read());
            assertEquals(0, stream.read());
            byte[] into = {9, 9, 9, 9};
            assertEquals(2, stream.read(into, 1, 3));
            assertArrayEquals(new byte[] {9, 127, (byte) 0x80, 9}, into);
            assertEquals(-1, stream.read());
            assertEquals(-1, stream.read(into, 0, 1));
        }
    }

    @Test
    void joinsParts() throws IOException {
        byte[] first = bytes(PIECE + 3);
        byte[] second = bytes(5);
        MemoryBytes joined = MemoryBytes.joined(List.of(kept(first), kept(new byte[0]), kept(second)));
        byte[] whole = Arrays.copyOf(first, first.length + 5);
        System.arraycopy(second, 0, whole, first.length, 5);

        assertReads(whole, joined, 0, whole.length);
        assertReads(whole, joined, first.length - 1, 3);
        assertReads(whole, joined, first.length, 5);
    }

    private static List<String> keys(R2UploadListing page) {
        return page.uploads().stream().map(R2ListedUpload::key).toList();
    }

    @Test
    void listsUploadsInPages() {
        List<UploadPosition> positions = new ArrayList<>();
        for (String key : List.of("a", "b/1", "b/2", "c")) {
            positions.add(new UploadPosition(key, driver.createUpload(key, R2Facts.NONE, null)));
        }

        assertEquals(List.of("a", "b/1", "b/2", "c"), keys(driver.listUploads("", null, 4)));
        assertFalse(driver.listUploads("", null, 4).truncated());
        assertEquals(List.of("a", "b/1", "b/2"), keys(driver.listUploads("", null, 3)));
        assertTrue(driver.listUploads("", null, 3).truncated());
        assertEquals(List.of("b/2", "c"), keys(driver.listUploads("", positions.get(1), 9)));
        assertEquals(List.of("b/1", "b/2"), keys(driver.listUploads("b/", null, 9)));
        assertEquals(List.of("b/1", "b/2"), keys(driver.listUploads("b/", positions.get(0), 9)));
        assertEquals(List.of("b/2"), keys(driver.listUploads("b/", positions.get(1), 9)));
        assertEquals(List.of(), keys(driver.listUploads("b/", positions.get(3), 9)));
        assertFalse(driver.listUploads("b/", null, 2).truncated());
        assertEquals(NOW, driver.listUploads("", null, 1).uploads().get(0).initiated());
        assertEquals(new Occupied(0, 4), driver.occupied());
    }

    private static @Nullable R2PartListing parts(MemoryUpload upload, int after, int limit) {
        return upload.list(after, limit);
    }

    @Test
    void listsPartsInPages() throws IOException {
        MemoryUpload upload = new MemoryUpload(R2Facts.NONE, NOW, Instant.EPOCH);
        for (int number : new int[] {2, 5, 9}) {
            assertTrue(upload.add(new R2ListedPart(number, "etag" + number, 1, NOW), kept(new byte[1])));
        }

        assertEquals(List.of(2, 5, 9), numbers(parts(upload, 0, 3)));
        assertFalse(Objects.requireNonNull(parts(upload, 0, 3)).truncated());
        assertEquals(List.of(2, 5), numbers(parts(upload, 0, 2)));
        assertTrue(Objects.requireNonNull(parts(upload, 0, 2)).truncated());
        assertEquals(List.of(5, 9), numbers(parts(upload, 2, 2)));
        assertEquals(List.of(), numbers(parts(upload, 9, 2)));
    }

    private static List<Integer> numbers(@Nullable R2PartListing page) {
        return Objects.requireNonNull(page).parts().stream()
                .map(R2ListedPart::partNumber)
                .toList();
    }

    @Test
    void endsAnUploadOnce() throws IOException {
        MemoryUpload upload = new MemoryUpload(R2Facts.NONE, NOW, Instant.EPOCH);
        upload.abort();

        assertFalse(upload.add(new R2ListedPart(1, "etag", 1, NOW), kept(new byte[1])));
        assertNull(upload.list(0, 1));
        String id = driver.createUpload("film", R2Facts.NONE, null);
        assertNotNull(driver.listParts("film", id, 0, 1));
        driver.abortUpload("film", "another");
        assertEquals(new Occupied(0, 1), driver.occupied());
        driver.abortUpload("film", id);
        assertNull(driver.listParts("film", id, 0, 1));
        assertEquals(new Occupied(0, 0), driver.occupied());
    }
}
