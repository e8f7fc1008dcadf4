package dev.isobar.spi;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a driver declares about itself.
 *
 * @param declared what it can do beyond the rules that every driver keeps
 * @param bounds where its store is narrower than the binding's limits
 * @since 0.1.0
 */
public record Capabilities(Set<Capability> declared, Map<Bound, Long> bounds) {
    /** Copies both. */
    public Capabilities {
        declared = Set.copyOf(declared);
        bounds = Map.copyOf(bounds);
    }

    /**
     * Declares capabilities of a store whose writes are visible at once and that is no narrower than the binding.
     *
     * @param declared what the driver can do
     * @return the declaration
     */
    public static Capabilities of(Capability... declared) {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        set.addAll(Set.of(declared));
        return new Capabilities(set, Map.of());
    }

    /**
     * Declares another capability.
     *
     * @param capability what the driver can do, too
     * @return a changed copy
     */
    public Capabilities with(Capability capability) {
        EnumSet<Capability> set = EnumSet.of(capability);
        set.addAll(declared);
        return new Capabilities(set, bounds);
    }

    /**
     * Declares a bound.
     *
     * @param bound which
     * @param value the number, in the bound's unit; not negative
     * @return a changed copy
     */
    public Capabilities with(Bound bound, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(bound.label() + " is negative: " + value);
        }
        EnumMap<Bound, Long> all = new EnumMap<>(Bound.class);
        all.putAll(bounds);
        all.put(bound, value);
        return new Capabilities(declared, all);
    }

    /**
     * Declares how long a write may stay invisible.
     *
     * @param longest the longest time that was seen or is documented
     * @return a changed copy
     */
    public Capabilities withVisibility(Duration longest) {
        return with(Bound.VISIBILITY_DELAY, TimeUnit.MILLISECONDS.convert(longest));
    }

    /**
     * Returns how long a write may stay invisible.
     *
     * @return the longest time; zero if a write is visible at once
     */
    public Duration visibility() {
        return Duration.ofMillis(bounds.getOrDefault(Bound.VISIBILITY_DELAY, 0L));
    }

    /**
     * Tells whether a capability is declared.
     *
     * @param capability the capability
     * @return {@code true} if it is declared
     */
    public boolean has(Capability capability) {
        return declared.contains(capability);
    }

    /**
     * Returns a bound.
     *
     * @param bound which
     * @return the number in the bound's unit; empty if the store is no narrower than the binding
     */
    public OptionalLong bound(Bound bound) {
        Long value = bounds.get(bound);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
