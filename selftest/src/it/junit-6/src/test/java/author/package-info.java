/** A backend author's tests. */
@NullMarked
package author;

import org.jspecify.annotations.NullMarked;
