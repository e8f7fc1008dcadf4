package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Rules R2-PUT-08 and R2-PUT-09: content that is checked before it is stored. */
abstract class R2ChecksumRules {
    private static final Map<R2HashAlgorithm, String> HELLO = Map.of(
            R2HashAlgorithm.MD5, "5d41402abc4b2a76b9719d911017c592",
            R2HashAlgorithm.SHA1, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
            R2HashAlgorithm.SHA256, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            R2HashAlgorithm.SHA384,
                    "59e1748777448c69de6b800d7a33bbfb9ff1b463e44354c3553bcdb9c666fa90125a3c79f90397bdf5f6a13de828684f",
            R2HashAlgorithm.SHA512,
                    "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca7"
                            + "2323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043");

    @Rule("R2-PUT-08")
    void storesContentWithTheRightHash(R2Bucket bucket) {
        HELLO.forEach((algorithm, hex) -> {
            R2PutOptions asHex = R2PutOptions.NONE.withChecksum(algorithm, hex.toUpperCase(Locale.ROOT));
            R2PutOptions asBytes =
                    R2PutOptions.NONE.withChecksum(algorithm, HexFormat.of().parseHex(hex));

            R2Object first = Objects.requireNonNull(bucket.put("letter", "hello", asHex));
            R2Object second = Objects.requireNonNull(bucket.put("letter", "hello", asBytes));

            assertEquals(hex, first.checksums().hex().get(algorithm));
            assertEquals(hex, second.checksums().hex().get(algorithm));
        });
    }

    @Rule("R2-PUT-08")
    void keepsTheOldObjectIfTheHashIsWrong(R2Bucket bucket) {
        bucket.put("letter", "old");
        R2PutOptions wrong = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.SHA1, "0".repeat(40));

        Refused.asInvalid(
                "10037",
                "put: The SHA-1 checksum you specified did not match what we received.\n"
                        + "You provided a SHA-1 checksum with value: " + "0".repeat(40) + "\n"
                        + "Actual SHA-1 was: aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d (10037)",
                () -> bucket.put("letter", "hello", wrong));
        assertEquals("old", R2Text.of(bucket, "letter"));
    }

    @Rule("R2-PUT-09")
    void refusesAWrongHashEvenIfTheConditionFails(R2Bucket bucket) {
        bucket.put("letter", "old");
        R2PutOptions wrong = R2PutOptions.NONE
                .withChecksum(R2HashAlgorithm.SHA1, "0".repeat(40))
                .withOnlyIf(R2Conditional.NONE.withEtagMatches("another"));
        String text = "put: The SHA-1 checksum you specified did not match what we received.\n"
                + "You provided a SHA-1 checksum with value: " + "0".repeat(40) + "\n"
                + "Actual SHA-1 was: aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d (10037)";

        Refused.asInvalid("10037", text, () -> bucket.put("letter", "hello", wrong));
        Refused.asInvalid(
                "10037",
                text,
                () -> bucket.put(
                        "letter", new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)), 5, wrong));
        assertEquals("old", R2Text.of(bucket, "letter"));
    }

    @Rule("R2-PUT-09")
    void reportsAFailedConditionIfTheHashIsRight(R2Bucket bucket) {
        bucket.put("letter", "old");
        R2PutOptions right = R2PutOptions.NONE
                .withChecksum(R2HashAlgorithm.MD5, "5d41402abc4b2a76b9719d911017c592")
                .withOnlyIf(R2Conditional.NONE.withEtagMatches("another"));

        assertNull(bucket.put("letter", "hello", right));
        assertEquals("old", R2Text.of(bucket, "letter"));
    }

    @Rule("R2-PUT-08")
    void checksEmptyContentToo(R2Bucket bucket) {
        R2PutOptions wrong = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, "0".repeat(32));

        Refused.asInvalid(
                "10037",
                "put: The MD5 checksum you specified did not match what we received.\n"
                        + "You provided a MD5 checksum with value: " + "0".repeat(32) + "\n"
                        + "Actual MD5 was: d41d8cd98f00b204e9800998ecf8427e (10037)",
                () -> bucket.put("letter", "", wrong));
        assertNull(bucket.head("letter"));
    }

    @Rule("R2-PUT-08")
    void refusesMalformedHashes() {
        R2PutOptions options = R2PutOptions.NONE;

        Refused.asInvalid(
                null, "MD5 is 32 hex characters, not 2", () -> options.withChecksum(R2HashAlgorithm.MD5, "ab"));
        Refused.asInvalid(
                null, "SHA-1 is 40 hex characters, not 2", () -> options.withChecksum(R2HashAlgorithm.SHA1, "ab"));
        Refused.asInvalid(
                null, "SHA-256 is 64 hex characters, not 2", () -> options.withChecksum(R2HashAlgorithm.SHA256, "ab"));
        Refused.asInvalid(
                null, "SHA-384 is 48 bytes, not 3", () -> options.withChecksum(R2HashAlgorithm.SHA384, new byte[3]));
        Refused.asInvalid(
                null, "SHA-512 is 64 bytes, not 3", () -> options.withChecksum(R2HashAlgorithm.SHA512, new byte[3]));
        Refused.asInvalid(
                null,
                "Provided MD5 wasn't a valid hex string",
                () -> options.withChecksum(R2HashAlgorithm.MD5, "z".repeat(32)));
    }

    @Rule("R2-PUT-08")
    void takesOneHashOnly() {
        R2PutOptions options = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, "0".repeat(32));

        Refused.asInvalid(
                null,
                "You cannot specify multiple hashing algorithms.",
                () -> options.withChecksum(R2HashAlgorithm.SHA1, "0".repeat(40)));
    }
}
