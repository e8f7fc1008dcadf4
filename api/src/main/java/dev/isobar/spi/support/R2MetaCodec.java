package dev.isobar.spi.support;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what is known of an object as bytes, for stores that keep it in a file, a column or a value.
 *
 * <p>The first byte is the version of the format; a version of this class reads all that earlier ones have written.
 * Everything that {@link R2Meta} and {@link R2Facts} hold survives: absent and empty headers, the order of custom
 * metadata, any text. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public final class R2MetaCodec {
    private static final byte VERSION = 1;
    private static final byte META = 'm';
    private static final byte FACTS = 'f';

    private R2MetaCodec() {}

    /**
     * Writes what is known of an object.
     *
     * @param meta the object
     * @return a new array
     */
    public static byte[] encode(R2Meta meta) {
        R2MetaWriter out = new R2MetaWriter(VERSION, META);
        out.text(meta.key());
        out.text(meta.version());
        out.number(meta.size());
        out.text(meta.etag());
        out.number(meta.uploaded().toEpochMilli());
        Map<R2HashAlgorithm, String> hashes = meta.checksums().hex();
        out.count(hashes.size());
        hashes.forEach((algorithm, hex) -> {
            out.text(algorithm.option());
            out.bytes(HexFormat.of().parseHex(hex));
        });
        write(meta.facts(), out);
        return out.toBytes();
    }

    /**
     * Writes what the caller wants to be kept with an object, such as that of an open upload.
     *
     * @param facts what the caller gave
     * @return a new array
     */
    public static byte[] encodeFacts(R2Facts facts) {
        R2MetaWriter out = new R2MetaWriter(VERSION, FACTS);
        write(facts, out);
        return out.toBytes();
    }

    private static void write(R2Facts facts, R2MetaWriter out) {
        R2HTTPMetadata headers = facts.httpMetadata();
        out.optionalText(headers.contentType());
        out.optionalText(headers.contentLanguage());
        out.optionalText(headers.contentDisposition());
        out.optionalText(headers.contentEncoding());
        out.optionalText(headers.cacheControl());
        out.optionalInstant(headers.cacheExpiry());
        out.count(facts.customMetadata().size());
        facts.customMetadata().forEach((name, text) -> {
            out.text(name);
            out.text(text);
        });
        out.text(facts.storageClass().label());
        out.optionalText(facts.ssecKeyMd5());
    }

    /**
     * Reads what {@link #encode} has written.
     *
     * @param bytes the bytes, which may be damaged or hostile
     * @return the object
     * @throws R2MetaFormatException if the bytes are of an unknown version, cut off or damaged
     */
    public static R2Meta decode(byte[] bytes) throws R2MetaFormatException {
        R2MetaReader in = new R2MetaReader(bytes, VERSION, META);
        String key = in.text();
        String version = in.text();
        long size = in.number();
        if (size < 0) {
            throw new R2MetaFormatException("the size is negative");
        }
        String etag = in.text();
        Instant uploaded = Instant.ofEpochMilli(in.number());
        R2Checksums checksums = checksums(in);
        R2Facts facts = facts(in);
        in.end();
        return new R2Meta(key, version, size, etag, checksums, uploaded, facts);
    }

    /**
     * Reads what {@link #encodeFacts} has written.
     *
     * @param bytes the bytes, which may be damaged or hostile
     * @return what the caller gave
     * @throws R2MetaFormatException if the bytes are of an unknown version, cut off or damaged
     */
    public static R2Facts decodeFacts(byte[] bytes) throws R2MetaFormatException {
        R2MetaReader in = new R2MetaReader(bytes, VERSION, FACTS);
        R2Facts facts = facts(in);
        in.end();
        return facts;
    }

    private static R2Checksums checksums(R2MetaReader in) throws R2MetaFormatException {
        Map<R2HashAlgorithm, String> hashes = new EnumMap<>(R2HashAlgorithm.class);
        for (int left = in.count(); left > 0; left--) {
            R2HashAlgorithm algorithm = algorithm(in.text());
            byte[] hash = in.bytes();
            if (hash.length != algorithm.bytes()
                    || hashes.put(algorithm, HexFormat.of().formatHex(hash)) != null) {
                throw new R2MetaFormatException("a hash has another length or comes twice");
            }
        }
        return new R2Checksums(hashes);
    }

    private static R2HashAlgorithm algorithm(String option) throws R2MetaFormatException {
        for (R2HashAlgorithm known : R2HashAlgorithm.values()) {
            if (known.option().equals(option)) {
                return known;
            }
        }
        throw new R2MetaFormatException("unknown hash function");
    }

    private static R2HTTPMetadata headers(R2MetaReader in) throws R2MetaFormatException {
        try {
            return new R2HTTPMetadata(
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalText(),
                    in.optionalInstant());
        } catch (InvalidRequestException outOfRange) {
            throw new R2MetaFormatException("an instant is out of range");
        }
    }

    private static R2Facts facts(R2MetaReader in) throws R2MetaFormatException {
        R2HTTPMetadata headers = headers(in);
        Map<String, String> custom = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            if (custom.put(in.text(), in.text()) != null) {
                throw new R2MetaFormatException("a name of custom metadata comes twice");
            }
        }
        return new R2Facts(headers, Collections.unmodifiableMap(custom), storageClass(in.text()), in.optionalText());
    }

    private static R2StorageClass storageClass(String label) throws R2MetaFormatException {
        for (R2StorageClass known : R2StorageClass.values()) {
            if (known.label().equals(label)) {
                return known;
            }
        }
        throw new R2MetaFormatException("unknown storage class");
    }
}
