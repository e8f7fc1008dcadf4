package author.starter;

import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SettingsReader;

/**
 * The settings of one binding.
 *
 * @param largestValue the most bytes that a value may have
 */
record StarterConfig(long largestValue) {
    /** What KV allows anyway. */
    private static final long MOST = 25 * 1_048_576;

    static StarterConfig of(Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        long largest = reader.size("largest-value", MOST, 1, MOST);
        reader.check();
        return new StarterConfig(largest);
    }

    boolean isNarrow() {
        return largestValue < MOST;
    }
}
