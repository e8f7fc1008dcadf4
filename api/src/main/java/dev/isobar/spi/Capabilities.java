package dev.isobar.spi;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a driver declares about itself.
 *
 * @param declared what it can do beyond the rules that every driver keeps
 * @param visibility how long a write may stay invisible to a read; zero if it is visible at once
 */
public record Capabilities(Set<Capability> declared, Duration visibility) {
    /** Copies the set. */
    public Capabilities {
        declared = Set.copyOf(declared);
    }

    /**
     * Declares capabilities of a store whose writes are visible at once.
     *
     * @param declared what the driver can do
     * @return the declaration
     */
    public static Capabilities of(Capability... declared) {
        EnumSet<Capability> set = EnumSet.noneOf(Capability.class);
        set.addAll(Set.of(declared));
        return new Capabilities(set, Duration.ZERO);
    }

    /**
     * Declares how long a write may stay invisible.
     *
     * @param longest the longest time that was seen or is documented
     * @return a changed copy
     */
    public Capabilities withVisibility(Duration longest) {
        return new Capabilities(declared, longest);
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
}
