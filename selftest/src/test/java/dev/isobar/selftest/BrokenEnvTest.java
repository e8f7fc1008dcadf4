package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.tck.EnvFolder;
import dev.isobar.tck.EnvTck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each wrong way to open an environment is seen by the rule that it breaks. */
class BrokenEnvTest {
    private static final ThreadLocal<BrokenEnv> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenEnv defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends EnvTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected Env open(EnvFolder.Setting setting) {
            return DEFECT.get().open(setting);
        }
    }
}
