package dev.isobar;

import dev.isobar.config.DeclaredBinding;
import dev.isobar.config.MigrationSettings;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.migrations.D1Migrations;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Makes the migrations of a binding from what its declaration says of them. */
record Migrations(Path folder, List<DeclaredBinding> declared, InstantSource clock) {
    D1Migrations of(String binding, D1Database database) {
        MigrationSettings settings = settings(binding);
        D1Migrations migrations =
                D1Migrations.of(database, settings.directory()).withClock(clock);
        if (settings.table() != null) {
            migrations = migrations.withTable(settings.table());
        }
        return settings.glob() == null ? migrations : migrations.withPattern(settings.glob());
    }

    private MigrationSettings settings(String binding) {
        for (DeclaredBinding candidate : declared) {
            if (candidate.name().equals(binding) && candidate.migrations() != null) {
                return candidate.migrations();
            }
        }
        return MigrationSettings.in(folder);
    }
}
