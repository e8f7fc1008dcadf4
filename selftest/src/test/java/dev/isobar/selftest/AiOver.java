package dev.isobar.selftest;

import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Capabilities;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands every call on; a defect overrides one. */
class AiOver implements AiDriver {
    final AiDriver good;

    AiOver(AiDriver good) {
        this.good = good;
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public @Nullable Set<String> offered() {
        return good.offered();
    }

    @Override
    public AiResult run(AiRequest request) throws Exception {
        return good.run(request);
    }

    @Override
    public List<AiModel> models(AiModelFilter filter) throws Exception {
        return good.models(filter);
    }
}
