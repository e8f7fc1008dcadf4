package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.r2.R2UploadPartOptions;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Objects;

/** Rules R2-OBJ-06, R2-PUT-10, R2-PUT-11 and R2-PUT-13: where objects lie, and how they are encrypted. */
abstract class R2StorageRules {
    private static final String MD5_OF_KEY_1 = "b39ac6e2aa7e375c38ba7ae921b5ba89";
    private static final R2PutOptions INFREQUENT = R2PutOptions.NONE.withStorageClass(R2StorageClass.INFREQUENT_ACCESS);

    private static R2SsecKey key(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return R2SsecKey.of(key);
    }

    private static R2PutOptions encrypted(int seed) {
        return R2PutOptions.NONE.withSsecKey(key(seed));
    }

    @Rule(value = "R2-OBJ-06", needs = Capability.R2_STORAGE_CLASS)
    void keepsTheStorageClass(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload(
                "film", R2MultipartOptions.NONE.withStorageClass(R2StorageClass.INFREQUENT_ACCESS));

        bucket.put("photo", "bytes", INFREQUENT);
        upload.complete(List.of(upload.uploadPart(1, "frames")));

        assertEquals(
                R2StorageClass.INFREQUENT_ACCESS, R2Text.head(bucket, "photo").storageClass());
        assertEquals(
                R2StorageClass.INFREQUENT_ACCESS, R2Text.head(bucket, "film").storageClass());
    }

    @Rule(value = "R2-OBJ-06", without = Capability.R2_STORAGE_CLASS)
    void refusesTheOtherStorageClass(R2Bucket bucket) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> bucket.put("photo", "bytes", INFREQUENT));

        assertEquals("r2-storage-class", refused.capability());
        assertNull(bucket.head("photo"));
    }

    @Rule("R2-PUT-10")
    void storesInTheStandardClassByDefault(R2Bucket bucket) {
        bucket.put("photo", "bytes");

        assertEquals(R2StorageClass.STANDARD, R2Text.head(bucket, "photo").storageClass());
        assertEquals(R2StorageClass.INFREQUENT_ACCESS, R2StorageClass.of("InfrequentAccess"));
    }

    @Rule("R2-PUT-10")
    void refusesUnknownStorageClasses() {
        Refused.asInvalid(
                null, "The storage class must be Standard or InfrequentAccess.", () -> R2StorageClass.of("standard"));
    }

    @Rule("R2-PUT-11")
    void refusesMalformedKeys() {
        Refused.asInvalid(null, "SSE-C Key must be 32 bytes in length", () -> R2SsecKey.of(new byte[31]));
        Refused.asInvalid(null, "SSE-C Key must be 32 bytes in length", () -> R2SsecKey.ofHex("ab"));
        Refused.asInvalid(null, "SSE-C Key has invalid format", () -> R2SsecKey.ofHex(""));
        Refused.asInvalid(null, "SSE-C Key has invalid format", () -> R2SsecKey.ofHex("AB".repeat(32)));
        assertEquals(R2SsecKey.of(new byte[32]), R2SsecKey.ofHex("00".repeat(32)));
    }

    @Rule(value = "R2-PUT-13", needs = Capability.R2_SSE_C)
    void readsEncryptedObjectsWithTheirKeyOnly(R2Bucket bucket) {
        R2Object stored = Objects.requireNonNull(bucket.put("diary", "secret", encrypted(1)));

        R2Object found = R2Text.head(bucket, "diary");

        assertEquals(MD5_OF_KEY_1, stored.ssecKeyMd5());
        assertEquals(stored.ssecKeyMd5(), found.ssecKeyMd5());
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("diary", R2GetOptions.NONE.withSsecKey(key(1))))) {
            assertEquals("secret", body.text());
        }
        assertThrows(IsobarException.class, () -> bucket.get("diary"));
        assertThrows(IsobarException.class, () -> bucket.get("diary", R2GetOptions.NONE.withSsecKey(key(2))));
    }

    @Rule(value = "R2-PUT-13", needs = Capability.R2_SSE_C)
    void wantsTheKeyForEveryPart(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("diary", R2MultipartOptions.NONE.withSsecKey(key(1)));

        upload.complete(List.of(upload.uploadPart(1, "secret", R2UploadPartOptions.NONE.withSsecKey(key(1)))));

        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("diary", R2GetOptions.NONE.withSsecKey(key(1))))) {
            assertEquals("secret", body.text());
        }
        R2MultipartUpload other = bucket.createMultipartUpload("diary", R2MultipartOptions.NONE.withSsecKey(key(1)));
        assertThrows(IsobarException.class, () -> other.uploadPart(1, "secret"));
    }

    @Rule(value = "R2-PUT-13", without = Capability.R2_SSE_C)
    void refusesToStoreUnencrypted(R2Bucket bucket) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> bucket.put("diary", "secret", encrypted(1)));

        assertEquals("r2-sse-c", refused.capability());
        assertNull(bucket.head("diary"));
        assertThrows(
                UnsupportedCapabilityException.class,
                () -> bucket.createMultipartUpload("diary", R2MultipartOptions.NONE.withSsecKey(key(1))));
    }
}
