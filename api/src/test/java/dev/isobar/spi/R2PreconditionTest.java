package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2Etag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every combination of the members of a condition (R2-COND-03, R2-COND-04). */
class R2PreconditionTest {
    private static final Instant UPLOADED = Instant.ofEpochMilli(1_700_000_000_500L);
    private static final R2Meta OBJECT = new R2Meta("page", "v1", 5, "same", R2Checksums.NONE, UPLOADED, R2Facts.NONE);
    private static final R2Conditional NONE = R2Conditional.NONE;

    private static boolean holds(R2Conditional conditional) {
        return new R2Precondition(conditional).holds(OBJECT);
    }

    /** A member that is absent, one that is equal or later, one that is not. */
    private enum Member {
        ABSENT,
        YES,
        NO
    }

    private static List<R2Etag> etags(Member equal) {
        return equal == Member.ABSENT
                ? List.of()
                : List.of(new R2Etag("first", false), new R2Etag(equal == Member.YES ? "same" : "other", false));
    }

    private static @Nullable Instant instant(Member later) {
        return later == Member.ABSENT ? null : UPLOADED.plusMillis(later == Member.YES ? 1 : -1);
    }

    /** The four sentences of R2-COND-03, one after the other. */
    private static boolean expected(Member matches, Member none, Member before, Member after) {
        boolean one = matches != Member.NO;
        boolean two = none != Member.YES;
        boolean three = after != Member.YES || none == Member.NO;
        boolean four = before != Member.NO || matches == Member.YES;
        return one && two && three && four;
    }

    @Test
    void combinesItsMembers() {
        for (Member matches : Member.values()) {
            for (Member none : Member.values()) {
                for (Member before : Member.values()) {
                    for (Member after : Member.values()) {
                        R2Conditional conditional =
                                new R2Conditional(etags(matches), etags(none), instant(before), instant(after), false);
                        assertEquals(expected(matches, none, before, after), holds(conditional), conditional::toString);
                        boolean absent = new R2Precondition(conditional).holds(null);
                        assertEquals(matches == Member.ABSENT && after == Member.ABSENT, absent, conditional::toString);
                    }
                }
            }
        }
    }

    @Test
    void failsBothWaysAtTheSameInstant() {
        assertEquals(false, holds(NONE.withUploadedBefore(UPLOADED)));
        assertEquals(false, holds(NONE.withUploadedAfter(UPLOADED)));
    }

    @Test
    void cutsInstantsToSeconds() {
        R2Conditional whole = NONE.withSecondsGranularity(true);
        Instant second = Instant.ofEpochSecond(1_700_000_000);

        assertEquals(false, holds(whole.withUploadedAfter(second)));
        assertEquals(true, holds(NONE.withUploadedAfter(second)));
        assertEquals(true, holds(whole.withUploadedAfter(second.minusMillis(1))));
        assertEquals(false, holds(whole.withUploadedBefore(second.plusMillis(999))));
        assertEquals(true, holds(NONE.withUploadedBefore(second.plusMillis(999))));
        assertEquals(true, holds(whole.withUploadedBefore(second.plusSeconds(1))));
    }
}
