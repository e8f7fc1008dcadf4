/**
 * An application on all six bindings: indexes documents and searches them.
 *
 * <p>Start at {@link dev.isobar.examples.docsearch.Docsearch}.
 */
@NullMarked
package dev.isobar.examples.docsearch;

import org.jspecify.annotations.NullMarked;
