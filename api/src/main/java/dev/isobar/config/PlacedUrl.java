package dev.isobar.config;

/**
 * The URL of a backend.
 *
 * @param url the URL
 * @param written the text of it in the configuration, before the values of variables and files were put in
 * @param place where it is declared: a place in a file, a variable, a property, a call of the builder; that of the
 *     binding if no URL is declared
 * @param isDefault whether no URL is declared
 */
public record PlacedUrl(String url, String written, String place, boolean isDefault) {
    private static final String DEFAULT = "memory:";

    /** Takes a URL that is declared. */
    public PlacedUrl(String url, String written, String place) {
        this(url, written, place, false);
    }

    /** Returns the URL of a binding for which none is declared. */
    static PlacedUrl byDefault(String placeOfName) {
        return new PlacedUrl(DEFAULT, DEFAULT, placeOfName, true);
    }

    /** Returns where the URL is declared, for a log. */
    public String origin() {
        return isDefault ? "default" : place;
    }

    /** Shows the place: a URL may hold credentials. */
    @Override
    public String toString() {
        return place;
    }
}
