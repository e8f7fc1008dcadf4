package dev.isobar.spi;

import tools.jackson.databind.JsonNode;

/**
 * A value as metadata indexes and filters see it.
 *
 * @since 0.1.0
 */
public sealed interface MetadataValue {
    /** How many bytes of a text count (VEC-55). */
    int TEXT_BYTES = 64;

    /**
     * No value.
     *
     * @since 0.1.0
     */
    enum None implements MetadataValue {
        /** The property is absent, or null. */
        NONE
    }

    /**
     * A truth value.
     *
     * @param value the value
     * @since 0.1.0
     */
    record Bool(boolean value) implements MetadataValue {
        /** Shows no value: it is the application's. */
        @Override
        public String toString() {
            return "Bool";
        }
    }

    /**
     * A number.
     *
     * @param value the value; zero has no sign
     * @since 0.1.0
     */
    record Numeric(double value) implements MetadataValue, Comparable<Numeric> {
        /** Drops the sign of zero. */
        public Numeric {
            value += 0.0;
        }

        /** Shows no value: it is the application's. */
        @Override
        public String toString() {
            return "Numeric";
        }

        @Override
        public int compareTo(Numeric other) {
            return Double.compare(value, other.value);
        }
    }

    /**
     * A text, in the order of its UTF-8 bytes.
     *
     * @param value the first 64 bytes of the text, cut between characters
     * @since 0.1.0
     */
    record Text(String value) implements MetadataValue, Comparable<Text> {
        /** Cuts the text. */
        public Text {
            value = cut(value);
        }

        /** Shows the length: the text is the application's. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }

        @Override
        public int compareTo(Text other) {
            return Utf8Order.INSTANCE.compare(value, other.value);
        }
    }

    /**
     * Cuts a text to its first 64 bytes of UTF-8, between characters.
     *
     * @param text the text
     * @return its beginning, or the text itself if it is no longer
     */
    static String cut(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (bytes > TEXT_BYTES) {
                return text.substring(0, i);
            }
            i += Character.charCount(character);
        }
        return text;
    }

    /**
     * Converts a JSON value.
     *
     * @param json text, a number, a boolean or null
     * @return the value
     * @throws IllegalArgumentException for a list or a map
     */
    static MetadataValue of(JsonNode json) {
        return switch (json.getNodeType()) {
            case STRING -> new Text(json.stringValue());
            case NUMBER -> new Numeric(json.doubleValue());
            case BOOLEAN -> new Bool(json.booleanValue());
            case NULL, MISSING -> None.NONE;
            default ->
                throw new IllegalArgumentException("a filter cannot compare a value of type " + json.getNodeType());
        };
    }
}
