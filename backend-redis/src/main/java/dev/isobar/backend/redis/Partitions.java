package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.InvalidSettingException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The parts of one store. The keys of a part share a hash tag, so a cluster keeps them on one node and a script may
 * change them together; the tags are chosen so that the parts lie evenly over the slots.
 */
final class Partitions {
    private static final String FORMAT = "1";
    private static final Script ABOUT = Script.of("about", ScriptOutputType.MULTI);

    private final List<byte[]> tagged;

    private Partitions(List<byte[]> tagged) {
        this.tagged = tagged;
    }

    /**
     * Opens a store, or founds it.
     *
     * @param base what the keys of the service begin with
     * @param wanted the number of parts that the settings demand; 0 for any
     * @param standard the number of parts of a new store if nothing is demanded
     */
    static Partitions open(RedisLink link, String base, String store, int wanted, int standard) {
        String name = escaped(store);
        byte[] about = (base + "{" + name + "}:about").getBytes(UTF_8);
        String founding = Integer.toString(wanted > 0 ? wanted : standard);
        List<byte[]> found = ABOUT.<List<byte[]>>start(
                        link, new byte[][] {about}, FORMAT.getBytes(UTF_8), founding.getBytes(UTF_8))
                .await();
        String format = new String(found.get(0), UTF_8);
        if (!format.equals(FORMAT)) {
            throw new InvalidSettingException(
                    List.of("the store has format " + format + "; this version knows " + FORMAT));
        }
        int count = Integer.parseInt(new String(found.get(1), UTF_8));
        if (wanted > 0 && wanted != count) {
            throw new InvalidSettingException(
                    List.of("setting 'partitions' is " + wanted + ", but the store was made with " + count));
        }
        return new Partitions(java.util.stream.IntStream.range(0, count)
                .mapToObj(part -> (base + "{" + tag(name, part, count) + "}:").getBytes(UTF_8))
                .toList());
    }

    private static String tag(String name, int part, int count) {
        for (int attempt = 0; ; attempt++) {
            String tag = name + ":" + part + "." + attempt;
            if (SlotHash.getSlot(tag) * count / SlotHash.SLOT_COUNT == part) {
                return tag;
            }
        }
    }

    // A brace in a name would end the hash tag.
    private static String escaped(String store) {
        StringBuilder text = new StringBuilder();
        for (byte octet : store.getBytes(UTF_8)) {
            char letter = (char) (octet & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "._-".indexOf(letter) >= 0);
            text.append(plain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", (int) letter));
        }
        return text.toString();
    }

    int count() {
        return tagged.size();
    }

    /** The part of a name. */
    int of(byte[] name) {
        CRC32 hash = new CRC32();
        hash.update(name);
        return (int) (hash.getValue() % tagged.size());
    }

    /** A Redis key of a part. */
    byte[] key(int part, String kind) {
        return key(part, kind.getBytes(UTF_8), new byte[0]);
    }

    /** A Redis key of a part that ends with a name. */
    byte[] key(int part, byte[] kind, byte[] name) {
        byte[] begin = tagged.get(part);
        byte[] key = new byte[begin.length + kind.length + name.length];
        System.arraycopy(begin, 0, key, 0, begin.length);
        System.arraycopy(kind, 0, key, begin.length, kind.length);
        System.arraycopy(name, 0, key, begin.length + kind.length, name.length);
        return key;
    }
}
