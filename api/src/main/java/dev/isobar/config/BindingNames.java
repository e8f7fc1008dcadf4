package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.util.List;
import java.util.Set;

/**
 * The names under which the backend of a binding or of a queue may be configured.
 *
 * @param declared those of all bindings, and of queues that are only consumed, whatever the environment
 * @param doubtful texts in parts with problems, which may be names
 * @param isComplete whether no binding lacks its name
 */
record BindingNames(Set<String> declared, Set<String> doubtful, boolean isComplete) {
    /** Adds a problem for a name that no binding has, unless that may only follow from another problem. */
    void check(String name, String place, List<String> problems) {
        String suggestion = Suggestion.of(name, declared);
        if (!declared.contains(name) && !doubtful.contains(name) && (isComplete || !suggestion.isEmpty())) {
            problems.add(place + ": no binding is named '" + name + "'; declared are "
                    + (declared.isEmpty() ? "none" : String.join(", ", declared)) + suggestion);
        }
    }
}
