package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LexicalVectorsTest {
    private final LexicalVectors vectors = new LexicalVectors(384, 510, "a-model mean");

    @Test
    void sharedWordsBringTextsNear() {
        double related = similarity("How do I reset my password?", "Resetting a forgotten password");
        double unrelated = similarity("How do I reset my password?", "Bread rises overnight in the kitchen");

        assertTrue(related > 0.3, "related " + related);
        assertTrue(Math.abs(unrelated) < 0.15, "unrelated " + unrelated);
    }

    @Test
    void caseAccentsAndPunctuationDoNotCount() {
        assertEquals(1, similarity("Café Müller, Lisbon!", "cafe muller lisbon"), 1e-6);
    }

    @Test
    void ideographsAreWords() {
        assertTrue(similarity("東京の天気", "東京タワー") > similarity("東京の天気", "大阪城"));
    }

    @Test
    void theSeedChangesEverything() {
        LexicalVectors others = new LexicalVectors(384, 510, "a-model cls");

        assertTrue(Math.abs(LexicalVectors.cosine(vectors.of("the harbour"), others.of("the harbour"))) < 0.5);
    }

    @Test
    void wordsAfterTheLimitAreNotLookedAt() {
        LexicalVectors three = new LexicalVectors(384, 3, "a-model mean");

        assertArrayEquals(three.of("one two three"), three.of("one two three four"));
        assertTrue(three.fits("one two three!"));
        assertFalse(three.fits("one two three four"));
    }

    @Test
    void textsWithoutWordsHaveVectorsOfTheirOwn() {
        assertEquals(1, similarity("?!", "?!"), 1e-6);
        assertTrue(similarity("?!", "...") < 0.99);
    }

    @Test
    void aWordThatIsRepeatedCountsMoreButNotAsOften() {
        float[] once = vectors.of("harbour bread");
        double one = LexicalVectors.cosine(vectors.of("harbour"), once);
        double two = LexicalVectors.cosine(vectors.of("harbour"), vectors.of("harbour bread harbour"));
        double ten = LexicalVectors.cosine(vectors.of("harbour"), vectors.of("bread" + " harbour".repeat(10)));

        assertTrue(one < two && two < ten && ten < 0.999, one + ", " + two + ", " + ten);
        assertArrayEquals(vectors.of("harbour bread harbour"), vectors.of("bread harbour harbour"), 1e-6f);
    }

    @Test
    void wordsOfMoreThanSixtyFourLettersAreCut() {
        String letters = "abcdefgh".repeat(8);

        assertArrayEquals(vectors.of(letters + " xyz"), vectors.of(letters + "xyz"));
        assertFalse(Arrays.equals(vectors.of(letters.substring(1) + " xyz"), vectors.of(letters.substring(1) + "xyz")));
    }

    @Test
    void anIdeographEndsAWord() {
        assertArrayEquals(vectors.of("harbour 東 ships"), vectors.of("harbour東ships"));
        assertEquals(1, similarity("東京", "京東"), 1e-6);
    }

    @Test
    void textsOfEachScriptHaveVectorsOfLengthOne() {
        for (String text : new String[] {"", " ", "a", "é", "\u0080", "word", "東", "?", "a a a a", "naïve"}) {
            assertEquals(1, similarity(text, text), 1e-6, text);
        }
        assertEquals(1, similarity("\u00e9t\u00e9", "ete"), 1e-6);
    }

    @Test
    void fitsCountsWordsAndNotCharacters() {
        LexicalVectors two = new LexicalVectors(384, 2, "a-model mean");

        assertTrue(two.fits("harbour ships"));
        assertTrue(two.fits("harbour ships !!!"));
        assertTrue(two.fits("東京"));
        assertFalse(two.fits("東京都"));
        assertFalse(two.fits("a b c"));
    }

    @Test
    void theNumbersAreTheSameEverywhere() {
        assertEquals(
                -1535197547,
                Arrays.hashCode(vectors.of("The ships leave the harbour when the tide turns. Überfahrt 東京")));
    }

    private double similarity(String a, String b) {
        return LexicalVectors.cosine(vectors.of(a), vectors.of(b));
    }
}
