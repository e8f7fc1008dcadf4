package dev.isobar.config;

import dev.isobar.error.Service;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A binding as a file declares it.
 *
 * @param service its service
 * @param name the name under which the application knows it
 * @param resource the id or name of the store, or null if none is declared
 * @param place where this is said
 * @param deliveryDelay a queue's default delay, or null for none
 * @param migrations a database's migrations, or null for other services
 */
public record DeclaredBinding(
        Service service,
        String name,
        @Nullable String resource,
        String place,
        @Nullable Duration deliveryDelay,
        @Nullable MigrationSettings migrations) {
    static final String NAME_RULE = "a binding's name must be an identifier: letters, digits, _ and $, no digit first";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static DeclaredBinding of(Service service, String name, @Nullable String resource, String place) {
        return new DeclaredBinding(service, name, resource, place, null, null);
    }
}
