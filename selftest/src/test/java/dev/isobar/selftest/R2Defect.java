package dev.isobar.selftest;

import dev.isobar.spi.R2Driver;

/** One thing that is wrong with an R2 driver, and the rule that must notice. */
interface R2Defect {
    String rule();

    R2Driver over(R2Driver good);
}
