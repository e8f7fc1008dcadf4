package dev.isobar.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reports of a run. They are written after each class too, since a run that is cut does not end. */
final class TckReports implements AutoCloseable {
    private final Map<String, TckReport> reports = new ConcurrentHashMap<>();

    TckReport of(BindingTck<?> tck) {
        return reports.computeIfAbsent(
                tck.backend() + "-" + tck.binding(), name -> new TckReport(tck.backend(), tck.binding()));
    }

    void write() {
        write(false);
    }

    @Override
    public void close() {
        write(true);
    }

    /** A report that cannot be written keeps no other from being written. */
    private void write(boolean complete) {
        UncheckedIOException failure = null;
        for (TckReport report : reports.values()) {
            try {
                report.write(complete);
            } catch (IOException failed) {
                failure = new UncheckedIOException("a report of the kit cannot be written: " + failed, failed);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
