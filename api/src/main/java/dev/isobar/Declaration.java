package dev.isobar;

import dev.isobar.config.PlacedUrl;
import dev.isobar.error.Service;
import dev.isobar.spi.BindingTarget;

/**
 * One binding as the configuration or the builder declares it.
 *
 * @param service its service
 * @param target its name and its store
 * @param location its URL and where that is declared
 */
record Declaration(Service service, BindingTarget target, PlacedUrl location) {
    /** Declares a binding in code. */
    static Declaration inCode(Service service, BindingTarget target, String url, String place) {
        return new Declaration(service, target, new PlacedUrl(url, url, place));
    }

    /** Returns this declaration with another URL. */
    Declaration at(PlacedUrl other) {
        return new Declaration(service, target, other);
    }

    String url() {
        return location.url();
    }

    String place() {
        return location.place();
    }
}
