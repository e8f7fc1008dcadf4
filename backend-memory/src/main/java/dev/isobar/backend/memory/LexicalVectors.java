package dev.isobar.backend.memory;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Vectors of length 1 from the words of a text: signed feature hashing of lower-cased words and, for longer words, of
 * their trigrams, with sub-linear frequencies. Short words, which are mostly grammar, count less. Only exact arithmetic
 * and {@link StrictMath} are used, so that each JVM gives the same numbers.
 */
final class LexicalVectors {
    private static final int LONGEST_WORD = 64;
    private static final float[] WORD_WEIGHTS = {0.25f, 0.25f, 0.25f, 0.5f};
    private static final float TRIGRAM_WEIGHT = 0.2f;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int dimensions;
    private final int maxWords;
    private final long seed;

    /** Vectors with different seeds cannot be compared. */
    LexicalVectors(int dimensions, int maxWords, String seed) {
        this.dimensions = dimensions;
        this.maxWords = maxWords;
        long hash = FNV_OFFSET;
        for (byte b : seed.getBytes(StandardCharsets.UTF_8)) {
            hash = step(hash, b);
        }
        this.seed = hash;
    }

    /** Returns the vector; words after the limit are not looked at. */
    float[] of(String text) {
        Features features = new Features(maxWords);
        features.scan(folded(text));
        float[] vector = new float[dimensions];
        for (int length = 1; length <= 4; length++) {
            addAll(vector, features.words[length], length < 4 ? WORD_WEIGHTS[length] : 1f);
        }
        addAll(vector, features.trigrams, TRIGRAM_WEIGHT);
        if (features.count == 0) {
            add(vector, wordless(text), 1f);
        }
        return unit(vector);
    }

    /** Tells whether the text has no more words than are looked at. */
    boolean fits(String text) {
        if (text.length() <= maxWords) {
            return true;
        }
        Features features = new Features(maxWords);
        features.scan(folded(text));
        return !features.cut;
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static String folded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return Normalizer.normalize(text, Normalizer.Form.NFKD);
            }
        }
        return text;
    }

    private static long wordless(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = step(hash, text.charAt(i));
        }
        return hash;
    }

    private void addAll(float[] vector, Bag bag, float weight) {
        Arrays.sort(bag.hashes, 0, bag.size);
        for (int i = 0; i < bag.size; ) {
            int start = i;
            while (i < bag.size && bag.hashes[i] == bag.hashes[start]) {
                i++;
            }
            int frequency = i - start;
            float dampened = frequency == 1 ? weight : weight * (float) (1 + StrictMath.log(frequency));
            add(vector, bag.hashes[start], dampened);
        }
    }

    private void add(float[] vector, long feature, float weight) {
        long places = mix(feature ^ seed);
        long signs = mix(places);
        int first = (int) (((places & 0xffffffffL) * dimensions) >>> 32);
        int second = (int) (((places >>> 32) * dimensions) >>> 32);
        vector[first] += (signs & 1) == 0 ? weight : -weight;
        vector[second] += (signs & 2) == 0 ? weight : -weight;
    }

    private float[] unit(float[] vector) {
        double square = cosine(vector, vector);
        if (square == 0) {
            vector[(int) Long.remainderUnsigned(seed, dimensions)] = 1f;
            return vector;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    private static long step(long hash, int value) {
        return (hash ^ value) * FNV_PRIME;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The hashes of one text: words by length (4 stands for all longer ones), and trigrams of the longer words. */
    private static final class Features {
        private final Bag[] words = {new Bag(), new Bag(), new Bag(), new Bag(), new Bag()};
        private final Bag trigrams = new Bag();
        private final int[] word = new int[LONGEST_WORD];
        private final int limit;
        private int length;
        private int count;
        private boolean cut;

        Features(int limit) {
            this.limit = limit;
        }

        void scan(String text) {
            for (int i = 0; i < text.length() && !cut; ) {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                if (Character.isIdeographic(c)) {
                    endWord();
                    append(c);
                    endWord();
                } else if (Character.isLetterOrDigit(c)) {
                    append(Character.toLowerCase(c));
                } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                    endWord();
                }
            }
            endWord();
        }

        private void append(int c) {
            if (length == LONGEST_WORD) {
                endWord();
            }
            word[length++] = c;
        }

        private void endWord() {
            if (length == 0 || cut) {
                return;
            }
            if (count == limit) {
                cut = true;
                length = 0;
                return;
            }
            count++;
            long hash = FNV_OFFSET;
            for (int i = 0; i < length; i++) {
                hash = step(hash, word[i]);
            }
            words[Character.isIdeographic(word[0]) ? 4 : Math.min(length, 4)].add(hash);
            for (int i = -1; length > 3 && i < length - 1; i++) {
                trigrams.add(step(step(step(FNV_PRIME, at(i)), at(i + 1)), at(i + 2)));
            }
            length = 0;
        }

        private int at(int i) {
            return i < 0 || i >= length ? 0 : word[i];
        }
    }

    private static final class Bag {
        private long[] hashes = new long[16];
        private int size;

        void add(long hash) {
            if (size == hashes.length) {
                hashes = Arrays.copyOf(hashes, size * 2);
            }
            hashes[size++] = hash;
        }
    }
}
