package dev.isobar.tck;

import dev.isobar.Env;
import dev.isobar.spi.Capabilities;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@code docs/spec/env.md}. They need {@code memory:} for all services but D1 on the path, and no
 * backend that serves {@code jdbc:}.
 *
 * @since 0.1.0
 */
public abstract class EnvTck extends BindingTck<EnvFolder> {
    /** For subclasses. */
    protected EnvTck() {}

    @Override
    final String binding() {
        return "env";
    }

    @Override
    protected final TckSubject<EnvFolder> open(TestClock clock) {
        EnvFolder folder = new EnvFolder(this::open);
        return new TckSubject<>(folder, Capabilities.of(), "in-process", folder);
    }

    /**
     * Opens an environment.
     *
     * @param setting files, variables, properties and code
     * @return the environment; the rule closes it
     */
    protected Env open(EnvFolder.Setting setting) {
        return setting.open();
    }

    @Nested
    class Closing extends EnvClosingRules {}

    @Nested
    class Code extends EnvCodeRules {}

    @Nested
    class Connections extends EnvConnectionRules {}

    @Nested
    class Consumers extends EnvConsumerRules {}

    @Nested
    class Declarations extends EnvDeclarationRules {}

    @Nested
    class Environments extends EnvEnvironmentRules {}

    @Nested
    class Files extends EnvFileRules {}

    @Nested
    class Locations extends EnvLocationRules {}

    @Nested
    class Failing extends EnvFailingRules {}

    @Nested
    class Placement extends EnvPlacementRules {}

    @Nested
    class Queues extends EnvQueueRules {}

    @Nested
    class Spelling extends EnvSpellingRules {}

    @Nested
    class Opening extends EnvOpeningRules {}

    @Nested
    class Providers extends EnvProviderRules {}

    @Nested
    class Records extends EnvRecordRules {}

    @Nested
    class Stores extends EnvStoreRules {}

    @Nested
    class Values extends EnvValueRules {}
}
