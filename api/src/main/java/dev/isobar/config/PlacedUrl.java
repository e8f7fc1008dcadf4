package dev.isobar.config;

/**
 * The URL of a backend.
 *
 * @param url the URL
 * @param written the text of it in the configuration, before the values of variables and files were put in
 * @param place where it is declared: a place in a file, a variable, a property, a call of the builder
 */
public record PlacedUrl(String url, String written, String place) {
    /** Shows the place: a URL may hold credentials. */
    @Override
    public String toString() {
        return place;
    }
}
