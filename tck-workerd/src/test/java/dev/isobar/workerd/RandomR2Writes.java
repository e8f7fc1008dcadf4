package dev.isobar.workerd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts with everything that a put may have. */
final class RandomR2Writes {
    private final Dice dice;
    private final RandomR2Keys keys;
    private final RandomR2Conditions conditions;

    RandomR2Writes(Dice dice, RandomR2Keys keys, RandomR2Conditions conditions) {
        this.dice = dice;
        this.keys = keys;
        this.conditions = conditions;
    }

    Step put() {
        String key = keys.next();
        byte[] content = content();
        if (content.length == 0) {
            keys.storesEmpty(key);
        }
        ObjectNode options = Forms.members();
        // R2-PUT-09: of several faults another one may be found first.
        boolean checked = dice.chance(25);
        if (checked) {
            checksum(options, content);
        } else if (dice.chance(30)) {
            options.set("onlyIf", conditions.next(key));
        }
        metadata(options, !checked);
        return Step.of("put")
                .with("key", key)
                .with("value", value(content))
                .withAny("options", options)
                .saved(keys.name(key));
    }

    /** Sizes that are no offsets of RandomR2Conditions. */
    byte[] content() {
        return switch (dice.between(1, 10)) {
            case 1 -> new byte[0];
            case 2, 3 ->
                dice.oneOf("[1,2,3,45]", "\"abcdefgh\"", "{\"a\":\"bc\"}", "\ufeff\"abcde\"")
                        .getBytes(StandardCharsets.UTF_8);
            case 4 -> HexFormat.of().parseHex(dice.oneOf("e282acff61eda080c0f0", "f09f98f09f9880c3a9c3"));
            case 5, 6 -> "abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.UTF_8);
            case 7 -> "0123456789ab".repeat(100).getBytes(StandardCharsets.UTF_8);
            default -> "0123456789".getBytes(StandardCharsets.UTF_8);
        };
    }

    JsonNode value(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        boolean isText = text.indexOf('\ufffd') < 0;
        return switch (dice.between(1, 10)) {
            case 1, 2 -> Forms.bytes(content);
            // A stream of unknown length is refused (R2-PUT-03).
            case 3 -> Forms.stream(Forms.bytes(content), dice.chance(80));
            default -> isText ? Forms.of(text) : Forms.bytes(content);
        };
    }

    private void checksum(ObjectNode options, byte[] content) {
        String name = dice.oneOf("md5", "sha1", "sha256", "sha384", "sha512");
        byte[] right = digest(name.replace("sha", "sha-"), content);
        String hex = HexFormat.of().formatHex(right);
        JsonNode given =
                switch (dice.between(1, 8)) {
                    case 1, 2 -> Forms.of(hex);
                    case 3 -> Forms.of(hex.toUpperCase(Locale.ROOT));
                    case 4 -> Forms.bytes(right);
                    case 5 -> Forms.of("0".repeat(hex.length()));
                    case 6 -> Forms.of(dice.oneOf("", "ab", "abc", hex + "00", "g" + hex.substring(1)));
                    case 7 -> Forms.bytes(new byte[dice.oneOf(0, 3, right.length, right.length + 1)]);
                    default -> Forms.of(" " + hex.substring(1));
                };
        // Of two the runtime refuses the number, Isobar's builder a malformed one first (differences.md).
        if (dice.chance(5)) {
            options.put("md5", "0".repeat(32)).put("sha1", "0".repeat(40));
        } else {
            options.set(name, given);
        }
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }

    /** Metadata of both kinds; no storage class, which the simulator does not keep (R2-OBJ-06). */
    void metadata(ObjectNode options, boolean mayBeTooLarge) {
        if (dice.chance(40)) {
            options.set("httpMetadata", dice.chance(60) ? fields() : headers());
        }
        if (dice.chance(40)) {
            ObjectNode custom = Forms.members();
            for (int left = dice.between(0, 4); left > 0; left--) {
                custom.put(
                        dice.oneOf("a", "A", "b", "", "$a", "é", "😀", "a b", "x-y", "0", "constructor"),
                        dice.oneOf("", "1", "text", "é", "😀", "\"", "\\", "a\nb", " a ", "%41", "\u0001"));
            }
            // R2-PUT-06: the simulator's limit is lower; it counts differently, and not for uploads.
            if (dice.chance(5)) {
                custom.put("a", "x".repeat(mayBeTooLarge ? dice.oneOf(1_500, 9_000) : 1_500));
            }
            options.set("customMetadata", Forms.object(custom));
        }
    }

    private ObjectNode fields() {
        ObjectNode fields = Forms.members();
        for (String name :
                new String[] {"contentType", "contentLanguage", "contentDisposition", "contentEncoding", "cacheControl"
                }) {
            if (dice.chance(35)) {
                fields.put(name, dice.oneOf("text/plain", "", "en", "a; b=\"c\"", "gzip", "é", "no-cache, max-age=0"));
            }
        }
        if (dice.chance(20)) {
            fields.set("cacheExpiry", Forms.date(dice.oneOf(0L, 1_000L, 1_700_000_000_123L, 4_102_444_800_000L)));
        }
        return fields;
    }

    private JsonNode headers() {
        ObjectNode headers = Forms.members();
        var pairs = headers.putArray("$headers");
        for (String name : new String[] {
            "Content-Type", "content-language", "Content-Disposition", "content-encoding", "Cache-Control", "X-Other"
        }) {
            if (dice.chance(35)) {
                pairs.addArray().add(name).add(dice.oneOf("text/plain", "", "en", "a; b=\"c\"", "gzip"));
            }
        }
        // R2-PUT-07: JavaScript parses other dates in its own way.
        if (dice.chance(20)) {
            pairs.addArray().add("Expires").add("Tue, 14 Nov 2023 22:13:20 GMT");
        }
        return headers;
    }
}
