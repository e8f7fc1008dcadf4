/** The structure of the project judged by tests: imports, names, poms, papers and the specification. */
@NullMarked
package dev.isobar.selftest.structure;

import org.jspecify.annotations.NullMarked;
