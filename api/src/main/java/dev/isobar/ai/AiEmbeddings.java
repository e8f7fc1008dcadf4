package dev.isobar.ai;

import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts, in the order of the texts (AI-21).
 *
 * @param data one vector a text; the caller owns the arrays
 * @param dimensions the length of each
 * @param pooling how they were made, to be recorded with the index (AI-30); {@code null} if the model does not say
 * @since 0.1.0
 */
public record AiEmbeddings(
        float[][] data, int dimensions, @Nullable AiPooling pooling) {
    /**
     * Returns the vector of one text.
     *
     * @param text the position of the text, from 0
     * @return its vector
     * @throws IndexOutOfBoundsException if there is no such text
     */
    public float[] vector(int text) {
        if (text < 0 || text >= data.length) {
            throw new IndexOutOfBoundsException("no vector " + text + ": the answer has " + data.length
                    + ", one per text, and the first is vector 0");
        }
        return data[text];
    }

    /** Shows how many vectors there are, and how long they are. */
    @Override
    public String toString() {
        return "AiEmbeddings[" + data.length + " vectors of " + dimensions + " dimensions, pooling=" + pooling + "]";
    }
}
