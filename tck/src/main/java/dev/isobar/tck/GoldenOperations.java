package dev.isobar.tck;

import dev.isobar.error.IsobarException;
import org.jspecify.annotations.Nullable;

/** Performs the operations of recorded scenarios on one binding. */
interface GoldenOperations {
    /**
     * Performs a step.
     *
     * @return the outcome as {@link GoldenOutcome} compares it: Map, List, String, Number, Boolean, byte[], Instant,
     *     {@link GoldenValues.Headers}, null; any other object is a handle
     */
    @Nullable
    Object perform(String operation, GoldenArguments arguments) throws Exception;

    /** Returns the portable code of an error, or null. */
    default @Nullable String code(IsobarException error) {
        return error.code();
    }

    /** Returns the extended code of an error, or null. */
    default @Nullable String extendedCode(IsobarException error) {
        return null;
    }

    /** Whether messages are compared too (level 3). */
    default boolean comparesMessages() {
        return true;
    }

    /** Whether an outcome recorded with this code is settled; else nothing is compared. */
    default boolean settles(String code) {
        return true;
    }

    /** Whether the messages of this code are compared (level 3). */
    default boolean comparesMessage(String code) {
        return true;
    }
}
