/** An application outside the project. */
@NullMarked
package consumer;

import org.jspecify.annotations.NullMarked;
