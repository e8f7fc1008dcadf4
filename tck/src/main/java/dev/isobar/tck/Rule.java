package dev.isobar.tck;

import dev.isobar.spi.Bound;
import dev.isobar.spi.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test of one rule of the specification.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Rule {
    /**
     * Names the rule.
     *
     * @return an id of {@code docs/spec}, such as {@code KV-PUT-03}
     */
    String value();

    /**
     * Names what the backend must declare; otherwise the test is reported as skipped for lack of it.
     *
     * @return the capabilities; none by default
     */
    Capability[] needs() default {};

    /**
     * Names numbers that the backend must declare; otherwise the test is reported as skipped for lack of them.
     *
     * @return the bounds; none by default
     */
    Bound[] bounds() default {};

    /**
     * Names what the backend must not declare: the test shows how a call that needs it is refused.
     *
     * @return the capabilities; none by default
     */
    Capability[] without() default {};

    /**
     * Names the model that the backend must offer; otherwise the test is reported as skipped for lack of it. For rules of
     * AI alone.
     *
     * @return a name, or several separated by spaces of which one is enough; none by default
     */
    String needsModel() default "";
}
