/** The kit judged by broken drivers, and the structure of the project judged by tests. */
@NullMarked
package dev.isobar.selftest;

import org.jspecify.annotations.NullMarked;
