package author.starter;

import dev.isobar.error.Service;
import dev.isobar.tck.EnvLifecycleTck;
import java.util.Map;

class StarterEnvLifecycleTckTest extends EnvLifecycleTck {
    @Override
    protected String backend() {
        return "starter";
    }

    @Override
    protected Map<Service, String> urls() {
        return Map.of(Service.KV, "starter:");
    }
}
