package dev.isobar.config;

/**
 * Something that is said outside of the files.
 *
 * @param value what is said
 * @param place where: a variable, a property, a call of the builder
 */
public record PlacedValue(String value, String place) {

    /** Shows the place: the value may be a URL with credentials. */
    @Override
    public String toString() {
        return place;
    }
}
