package dev.isobar.spi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one property of metadata. A filter is a list of these, joined by AND.
 *
 * <p>{@link #matches} defines what a condition means. A driver that lets its store evaluate conditions must get the same
 * result.
 *
 * @since 0.1.0
 */
public sealed interface MetadataCondition {
    /**
     * Returns the property.
     *
     * @return the name; {@code a.b} is property {@code b} inside property {@code a}
     */
    String property();

    /**
     * Evaluates the condition.
     *
     * @param value what the index of the property holds for a vector, as {@link MetadataIndex#valueIn} returns it
     * @return {@code true} if the vector passes
     */
    boolean matches(MetadataValue value);

    /**
     * The property has one of some values.
     *
     * @param property the property
     * @param values the values, one for {@code $eq}
     * @since 0.1.0
     */
    record OneOf(String property, Set<MetadataValue> values) implements MetadataCondition {
        /** Copies the values. */
        public OneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(MetadataValue value) {
            return values.contains(value);
        }

        /** Shows the property: operands are the application's. */
        @Override
        public String toString() {
            return "OneOf[" + property + "]";
        }
    }

    /**
     * The property has none of some values. An absent property passes, unless {@link MetadataValue.None} is among the
     * values (VEC-57).
     *
     * @param property the property
     * @param values the values, one for {@code $ne}
     * @since 0.1.0
     */
    record NoneOf(String property, Set<MetadataValue> values) implements MetadataCondition {
        /** Copies the values. */
        public NoneOf {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(MetadataValue value) {
            return !values.contains(value);
        }

        /** Shows the property: operands are the application's. */
        @Override
        public String toString() {
            return "NoneOf[" + property + "]";
        }
    }

    /**
     * The property is a text or a number within bounds.
     *
     * @param property the property
     * @param lower the lower bound, or {@code null} for none
     * @param upper the upper bound, or {@code null} for none
     * @since 0.1.0
     */
    record Range(
            String property,
            @Nullable Bound lower,
            @Nullable Bound upper) implements MetadataCondition {
        @Override
        public boolean matches(MetadataValue value) {
            return (lower == null || lower.admits(value, 1)) && (upper == null || upper.admits(value, -1));
        }

        /** Shows the property: operands are the application's. */
        @Override
        public String toString() {
            return "Range[" + property + "]";
        }
    }

    /**
     * An end of a range.
     *
     * @param value a text or a number
     * @param inclusive whether the value itself is within
     * @since 0.1.0
     */
    record Bound(MetadataValue value, boolean inclusive) {
        /** Shows whether the value is within: the value is the application's. */
        @Override
        public String toString() {
            return inclusive ? "Bound[inclusive]" : "Bound[exclusive]";
        }

        private boolean admits(MetadataValue candidate, int side) {
            int order;
            if (candidate instanceof MetadataValue.Numeric number && value instanceof MetadataValue.Numeric bound) {
                order = number.compareTo(bound);
            } else if (candidate instanceof MetadataValue.Text text && value instanceof MetadataValue.Text bound) {
                order = text.compareTo(bound);
            } else {
                return false;
            }
            return order == 0 ? inclusive : Integer.signum(order) == side;
        }
    }
}
