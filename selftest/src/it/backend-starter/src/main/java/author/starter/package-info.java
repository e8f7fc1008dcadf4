/** The backend {@code starter:}. Start at {@link author.starter.StarterBackendProvider}. */
@NullMarked
package author.starter;

import org.jspecify.annotations.NullMarked;
