package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.InvalidSettingException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what keeps a backend from opening. Messages of clients are left out: they may hold an address or a password. */
final class OpeningFailure {
    private static final int MOST_CAUSES = 20;

    /** A name of a class as the virtual machine writes it; other texts of linkage errors are sentences. */
    private static final Pattern CLASS = Pattern.compile("[\\w$]+(?:[./][\\w$]+)+");

    private OpeningFailure() {}

    /** Throws on what no caller can handle; everything else is a problem of the configuration. */
    static void rethrowIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }

    /** Returns a sentence for each problem. */
    static List<String> problems(Service service, String scheme, BackendProvider provider, Throwable thrown) {
        if (thrown instanceof InvalidSettingException refused) {
            return refused.problems();
        }
        if (DriverCalls.isInterrupt(thrown)) {
            Thread.currentThread().interrupt();
            return List.of(scheme + ": cannot be opened; the thread was interrupted");
        }
        String missing = missingClass(thrown);
        if (missing != null) {
            return List.of(scheme + ": cannot be opened without the class " + missing + ", which is not on the path; "
                    + fix(service, scheme, provider));
        }
        String found = scheme + ": cannot be opened (" + thrown.getClass().getName() + "); ";
        return List.of(
                thrown instanceof LinkageError
                        ? found + fix(service, scheme, provider)
                        : found + "check that the server is running and the address is correct");
    }

    private static String fix(Service service, String scheme, BackendProvider provider) {
        String name = provider.getClass().getName();
        String artifact = name.startsWith("dev.isobar.backend.") ? KnownSchemes.artifact(service, scheme) : null;
        return artifact == null
                ? "add the libraries that " + name + " needs, in the versions that it needs"
                : "add the dependency " + artifact + " with all of its own dependencies";
    }

    /** Returns the class for lack of which something failed, or null. */
    static @Nullable String missingClass(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            String text = String.valueOf(cause.getMessage());
            boolean lack = cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException;
            if (lack && CLASS.matcher(text).matches()) {
                return text.replace('/', '.');
            }
            cause = cause.getCause();
        }
        return null;
    }
}
