package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything survives, and no bytes do harm. */
class R2MetaCodecTest {
    private static final String[] TEXTS = {
        "", "a", "Content", "é", "日本語", "\uD83D\uDE00", "\uD83D", "a\0b", "\r\n", "x".repeat(300), "\uFFFD"
    };

    private final Random random = new Random(42);

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private @Nullable String optional() {
        return random.nextInt(3) == 0 ? null : text();
    }

    private R2Facts facts() {
        Map<String, String> custom = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            custom.put(text() + i, text());
        }
        Instant expiry =
                switch (random.nextInt(4)) {
                    case 0 -> Instant.parse("9999-12-31T23:59:59.999999999Z");
                    case 1 -> Instant.parse("0000-01-01T00:00:00Z");
                    case 2 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
                    default -> null;
                };
        return new R2Facts(
                new R2HTTPMetadata(optional(), optional(), optional(), optional(), optional(), expiry),
                custom,
                random.nextBoolean() ? R2StorageClass.STANDARD : R2StorageClass.INFREQUENT_ACCESS,
                optional());
    }

    private R2Meta meta() {
        Map<R2HashAlgorithm, String> hashes = new EnumMap<>(R2HashAlgorithm.class);
        for (R2HashAlgorithm algorithm : R2HashAlgorithm.values()) {
            if (random.nextBoolean()) {
                byte[] hash = new byte[algorithm.bytes()];
                random.nextBytes(hash);
                hashes.put(algorithm, HexFormat.of().formatHex(hash));
            }
        }
        return new R2Meta(
                text(),
                text(),
                random.nextLong() >>> 1,
                "30dcfd3901d1c613b7fb532281748544-2",
                new R2Checksums(hashes),
                Instant.ofEpochMilli(random.nextLong() >> 8),
                facts());
    }

    @Test
    void keepsEverything() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            R2Meta meta = meta();

            R2Meta read = R2MetaCodec.decode(R2MetaCodec.encode(meta));

            assertEquals(meta, read);
            assertEquals(
                    List.copyOf(meta.facts().customMetadata().keySet()),
                    List.copyOf(read.facts().customMetadata().keySet()));
            assertEquals(meta.facts(), R2MetaCodec.decodeFacts(R2MetaCodec.encodeFacts(meta.facts())));
        }
    }

    @Test
    void keepsAbsentAndEmptyHeadersApart() throws Exception {
        R2Facts facts = new R2Facts(
                R2HTTPMetadata.NONE.withContentType("").withCacheControl(null),
                Map.of(),
                R2StorageClass.STANDARD,
                null);

        assertEquals(facts, R2MetaCodec.decodeFacts(R2MetaCodec.encodeFacts(facts)));
    }

    @Test
    void beginsWithItsVersion() {
        byte[] bytes = R2MetaCodec.encode(meta());

        assertEquals(1, bytes[0]);
        bytes[0] = 2;
        assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decode(bytes));
    }

    @Test
    void doesNotTakeOneKindForTheOther() {
        assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decode(R2MetaCodec.encodeFacts(R2Facts.NONE)));
        assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decodeFacts(R2MetaCodec.encode(meta())));
    }

    @Test
    void refusesWhatIsCutOffOrGoesOn() {
        byte[] whole = R2MetaCodec.encode(meta());

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decode(cut));
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decode(longer));
    }

    @Test
    void survivesDamagedBytes() {
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = R2MetaCodec.encode(meta());
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertReadOrRefused(bytes);
        }
    }

    @Test
    void survivesRandomBytes() {
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[2 + random.nextInt(100)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            bytes[1] = (byte) (random.nextBoolean() ? 'm' : 'f');
            assertReadOrRefused(bytes);
        }
    }

    @Test
    void allocatesNothingForAnAnnouncedLength() {
        byte[] huge = {1, 'm', (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};

        R2MetaFormatException refused = assertThrows(R2MetaFormatException.class, () -> R2MetaCodec.decode(huge));

        assertTrue(String.valueOf(refused.getMessage()).contains("cut off"));
    }

    private static void assertReadOrRefused(byte[] bytes) {
        assertDoesNotThrow(() -> {
            try {
                if (bytes[1] == 'f') {
                    R2MetaCodec.decodeFacts(bytes);
                } else {
                    R2MetaCodec.decode(bytes);
                }
            } catch (R2MetaFormatException refused) {
                assertTrue(String.valueOf(refused.getMessage()).length() < 120);
            }
        });
    }
}
