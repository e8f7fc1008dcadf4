package dev.isobar.spi.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers with units, such as {@code 30s} and {@code 4MiB}. The first unit is the smallest and counts one. */
final class UnitScale {
    /** Times in milliseconds. */
    static final UnitScale TIMES =
            new UnitScale(units("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000, "d", 86_400_000));

    /** Sizes in bytes. */
    static final UnitScale SIZES = new UnitScale(units("B", 1, "KiB", 1 << 10, "MiB", 1 << 20, "GiB", 1 << 30));

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([A-Za-z]{1,3})");

    private final Map<String, Long> units;

    private UnitScale(Map<String, Long> units) {
        this.units = units;
    }

    private static Map<String, Long> units(Object... pairs) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            units.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return units;
    }

    /** Returns how many of the smallest unit a text means, or null if it is not a number with a unit. */
    @Nullable
    Long parse(String text) {
        Matcher parts = FORM.matcher(text);
        Long unit = parts.matches() ? units.get(parts.group(2)) : null;
        return unit == null ? null : Long.parseLong(parts.group(1)) * unit;
    }

    /** Writes a number of the smallest unit with the greatest unit that divides it. */
    String show(long amount) {
        String text = "";
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount % unit.getValue() == 0 && (amount > 0 || text.isEmpty())) {
                text = amount / unit.getValue() + unit.getKey();
            }
        }
        return text;
    }

    /** Returns the names of the units for a sentence. */
    String names() {
        List<String> names = new ArrayList<>(units.keySet());
        String last = names.remove(names.size() - 1);
        return String.join(", ", names) + " or " + last;
    }
}
