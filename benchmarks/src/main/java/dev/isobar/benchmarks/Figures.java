package dev.isobar.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the rounds measured of one thing. */
record Figures(List<Double> values) {
    Figures() {
        this(new ArrayList<>());
    }

    void add(double value) {
        values.add(value);
    }

    /** Each round by the same round of another. */
    Figures over(Figures other) {
        Figures ratios = new Figures();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / other.values().get(round));
        }
        return ratios;
    }

    /** The median, then the least and the greatest. */
    String show(String format) {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        double median = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                median,
                sorted.get(0),
                sorted.get(count - 1));
    }
}
