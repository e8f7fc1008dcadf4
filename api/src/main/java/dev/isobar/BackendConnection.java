package dev.isobar;

import java.util.Map;

/**
 * What identifies a connection: bindings that agree in it share one backend.
 *
 * @param provider the name of the provider's class
 * @param scheme the provider's scheme
 * @param address the part of the URL between scheme and question mark
 * @param settings the values of the settings that the provider names, in any order
 */
record BackendConnection(String provider, String scheme, String address, Map<String, String> settings) {
    /** Shows the scheme: address and values may hold credentials. */
    @Override
    public String toString() {
        return scheme + ":…";
    }
}
