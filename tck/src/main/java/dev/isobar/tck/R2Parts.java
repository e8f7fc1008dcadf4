package dev.isobar.tck;

import java.util.Arrays;

/** The content of parts. */
final class R2Parts {
    /** The smallest size that a part may have if it is not the last. */
    static final long SMALLEST = 5_242_880;

    private R2Parts() {}

    static byte[] smallest(char letter) {
        return larger(letter, 0);
    }

    static byte[] larger(char letter, int more) {
        byte[] bytes = new byte[(int) SMALLEST + more];
        Arrays.fill(bytes, (byte) letter);
        return bytes;
    }
}
