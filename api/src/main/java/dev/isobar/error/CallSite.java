package dev.isobar.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The call that failed.
 *
 * @param service the service, or {@code null} for an error of the configuration
 * @param binding the name under which the application knows the binding, or {@code null} if there is none
 * @param operation the method's name as Cloudflare spells it, such as {@code getWithMetadata}
 * @since 0.1.0
 */
public record CallSite(@Nullable Service service, @Nullable String binding, String operation) implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        String name = service == null ? operation : service.label() + "." + operation;
        return binding == null ? name : name + " on " + binding;
    }
}
