package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The bytes of the format, one by one: stores keep them, so they must stay readable. */
class R2MetaFormatTest {
    private static final byte VERSION = 1;

    /** Reads one part of the format. */
    private interface Part<T> {
        T read(R2MetaReader in) throws R2MetaFormatException;
    }

    private static <T> T read(String hex, Part<T> part) throws R2MetaFormatException {
        R2MetaReader in = new R2MetaReader(HexFormat.of().parseHex("0166" + hex), VERSION, (byte) 'f');
        T value = part.read(in);
        in.end();
        return value;
    }

    private static String optionalText(R2MetaReader in) throws R2MetaFormatException {
        String text = in.optionalText();
        return text == null ? "absent" : "text " + text;
    }

    private static String optionalInstant(R2MetaReader in) throws R2MetaFormatException {
        Instant instant = in.optionalInstant();
        return instant == null ? "absent" : "instant " + instant;
    }

    private static void assertRefused(String text, String hex, Part<?> part) {
        R2MetaFormatException refused = assertThrows(R2MetaFormatException.class, () -> read(hex, part));

        assertEquals("metadata of an R2 object cannot be read: " + text, refused.getMessage());
    }

    private static String written(Consumer<R2MetaWriter> part) {
        R2MetaWriter out = new R2MetaWriter(VERSION, (byte) 'f');
        part.accept(out);
        return HexFormat.of().formatHex(out.toBytes()).substring(4);
    }

    @Test
    void writesTheseBytes() throws R2MetaFormatException {
        R2Meta meta = new R2Meta(
                "k",
                "v",
                5,
                "e",
                new R2Checksums(Map.of(R2HashAlgorithm.MD5, "5d41402abc4b2a76b9719d911017c592")),
                Instant.ofEpochMilli(258),
                new R2Facts(
                        R2HTTPMetadata.ofContentType("t").withCacheExpiry(Instant.ofEpochSecond(1, 2)),
                        Map.of("n", "\uD83D"),
                        R2StorageClass.STANDARD,
                        null));
        String hex =
                "016d" + "026b" + "0276" + "0000000000000005" + "0265" + "0000000000000102" + "01" + "066d6435" + "10"
                        + "5d41402abc4b2a76b9719d911017c592" + "010274" + "00000000" + "01" + "0000000000000001"
                        + "0000000000000002" + "01" + "026e" + "05d83d" + "105374616e64617264" + "00";

        assertEquals(hex, HexFormat.of().formatHex(R2MetaCodec.encode(meta)));
        assertEquals(meta, R2MetaCodec.decode(HexFormat.of().parseHex(hex)));
    }

    @Test
    void writesLengthsInGroupsOfSevenBits() throws R2MetaFormatException {
        assertEquals("00", written(out -> out.count(0)));
        assertEquals("7f", written(out -> out.count(127)));
        assertEquals("8001", written(out -> out.count(128)));
        assertEquals("ff7f", written(out -> out.count(16_383)));
        assertEquals("808001", written(out -> out.count(16_384)));
        byte[] bytes = new byte[128];
        assertArrayEquals(bytes, read(written(out -> out.bytes(bytes)), R2MetaReader::bytes));
        String text = "x".repeat(8_200);
        assertEquals(text, read(written(out -> out.text(text)), R2MetaReader::text));
    }

    @Test
    void refusesLengthsThatAreTooLong() {
        assertRefused("it is cut off", "01", R2MetaReader::bytes);
        assertRefused("it is cut off", "80", R2MetaReader::bytes);
        assertRefused("it is cut off", "ffffffff7f", R2MetaReader::bytes);
        assertRefused("a length is out of range", "ffffffffff00", R2MetaReader::bytes);
        assertRefused("it is cut off", "02aa", R2MetaReader::count);
        assertRefused("it is cut off", "00000000000000", R2MetaReader::number);
    }

    private static int countOfBytes(R2MetaReader in) throws R2MetaFormatException {
        int count = in.count();
        in.bytes();
        return count;
    }

    @Test
    void countsWhatFollows() throws R2MetaFormatException {
        Integer one = read("01" + "00", R2MetaFormatTest::countOfBytes);
        Integer two = read("02" + "02aabb", R2MetaFormatTest::countOfBytes);

        assertEquals(1, one);
        assertEquals(2, two);
    }

    @Test
    void refusesTextsThatAreNone() {
        assertRefused("a text is not UTF-8", "02ff", R2MetaReader::text);
        assertRefused("a text is not UTF-16", "03ff", R2MetaReader::text);
        assertRefused("a flag is neither 0 nor 1", "02", R2MetaFormatTest::optionalText);
        assertRefused("a flag is neither 0 nor 1", "ff", R2MetaFormatTest::optionalText);
    }

    @Test
    void keepsAbsentValuesApart() throws R2MetaFormatException {
        assertEquals("absent", read("00", R2MetaFormatTest::optionalText));
        assertEquals("text ", read("0100", R2MetaFormatTest::optionalText));
        assertEquals("absent", read("00", R2MetaFormatTest::optionalInstant));
        assertEquals(
                "instant " + Instant.ofEpochSecond(0, 999_999_999),
                read("01" + "0".repeat(16) + "000000003b9ac9ff", R2MetaFormatTest::optionalInstant));
    }

    @Test
    void refusesInstantsOutOfRange() {
        String zero = "0".repeat(16);
        assertRefused(
                "an instant is out of range", "01" + zero + "000000003b9aca00", R2MetaFormatTest::optionalInstant);
        assertRefused(
                "an instant is out of range", "01" + zero + "ffffffffffffffff", R2MetaFormatTest::optionalInstant);
        assertRefused(
                "an instant is out of range", "01" + "7" + "f".repeat(15) + zero, R2MetaFormatTest::optionalInstant);
    }

    private static void assertDecodeRefused(String text, String hex) {
        R2MetaFormatException refused = assertThrows(
                R2MetaFormatException.class,
                () -> R2MetaCodec.decode(HexFormat.of().parseHex(hex)));

        assertEquals("metadata of an R2 object cannot be read: " + text, refused.getMessage());
    }

    @Test
    void refusesObjectsThatCannotBe() {
        String head = "016d" + "026b" + "0276";
        String zero = "0".repeat(16);
        String tail = "0".repeat(12) + "00" + "105374616e64617264" + "00";
        String md5 = "066d6435" + "10" + "00".repeat(16);

        assertDecodeRefused("unknown version of the format", "026d");
        assertDecodeRefused("it describes something else", "0166");
        assertDecodeRefused("the size is negative", head + "ffffffffffffffff" + "0265" + zero + "00" + tail);
        assertDecodeRefused("unknown hash function", head + zero + "0265" + zero + "01" + "066d6436" + "10");
        assertDecodeRefused(
                "a hash has another length or comes twice",
                head + zero + "0265" + zero + "01" + "066d6435" + "0f" + "00".repeat(15) + tail);
        assertDecodeRefused(
                "a hash has another length or comes twice", head + zero + "0265" + zero + "02" + md5 + md5 + tail);
    }

    @Test
    void refusesFactsThatCannotBe() {
        String none = "0166" + "0".repeat(12);
        assertFactsRefused("a name of custom metadata comes twice", none + "02" + "026e0261" + "026e0262");
        assertFactsRefused(
                "unknown storage class",
                none + "00" + "08" + HexFormat.of().formatHex("Cold".getBytes(StandardCharsets.US_ASCII)) + "00");
        assertFactsRefused("bytes follow its end", none + "00" + "105374616e64617264" + "00" + "00");
    }

    private static void assertFactsRefused(String text, String hex) {
        R2MetaFormatException refused = assertThrows(
                R2MetaFormatException.class,
                () -> R2MetaCodec.decodeFacts(HexFormat.of().parseHex(hex)));

        assertEquals("metadata of an R2 object cannot be read: " + text, refused.getMessage());
    }
}
