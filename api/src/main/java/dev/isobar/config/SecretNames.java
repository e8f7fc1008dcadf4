package dev.isobar.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Knows which settings of a URL are secrets. */
@FunctionalInterface
public interface SecretNames {
    /** Judges by the name alone, for schemes that no provider on the path serves. */
    SecretNames BY_PATTERN = new SecretNames() {
        private static final Pattern FORM =
                Pattern.compile("(.*(password|passwd|passphrase|pwd|secret|token|credentials?))"
                        + "|(.*(api|access|secret|private|auth|signing|encryption|account|master|shared)[-_.]?)?key");

        @Override
        public boolean isSecret(String url, String setting) {
            return FORM.matcher(setting.toLowerCase(Locale.ROOT)).matches();
        }
    };

    /** Returns whether the value of a setting must not be in plain text in a file, nor in a message. */
    boolean isSecret(String url, String setting);
}
