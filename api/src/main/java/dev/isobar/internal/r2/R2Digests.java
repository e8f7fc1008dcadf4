package dev.isobar.internal.r2;

import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The hashes of one body: MD5 and the one that was announced. */
final class R2Digests {
    private final Map<R2HashAlgorithm, MessageDigest> digests = new EnumMap<>(R2HashAlgorithm.class);

    R2Digests(@Nullable R2Checksum expected) {
        digests.put(R2HashAlgorithm.MD5, digest(R2HashAlgorithm.MD5));
        if (expected != null) {
            digests.computeIfAbsent(expected.algorithm(), R2Digests::digest);
        }
    }

    private static MessageDigest digest(R2HashAlgorithm algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.label());
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(digest(R2HashAlgorithm.MD5).digest(bytes));
    }

    void update(byte[] bytes, int offset, int length) {
        for (MessageDigest digest : digests.values()) {
            digest.update(bytes, offset, length);
        }
    }

    R2Checksums finish() {
        Map<R2HashAlgorithm, String> hex = new EnumMap<>(R2HashAlgorithm.class);
        digests.forEach((algorithm, digest) -> hex.put(algorithm, HexFormat.of().formatHex(digest.digest())));
        return new R2Checksums(hex);
    }
}
