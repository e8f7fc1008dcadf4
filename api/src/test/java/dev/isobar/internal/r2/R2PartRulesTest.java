package dev.isobar.internal.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Assembly.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which parts make an object, and in which order they are checked (R2-MPU-05). */
class R2PartRulesTest {
    private static final long MIN = 10;
    private static final long MOST = 100;

    private final FakeR2Driver driver = new FakeR2Driver();
    private final R2Sizes sizes = new R2Sizes(1_000, 1_000, MIN, MOST);
    private final R2Checks checks =
            new R2Checks(new DriverCalls(Service.R2, "FILES", driver, List.of()), R2Limits.CLOUDFLARE, sizes);

    private static List<Part> parts(long... lengths) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < lengths.length; i++) {
            parts.add(new Part(i + 1, "etag" + (i + 1), lengths[i]));
        }
        return parts;
    }

    private R2PartRules listing(List<Part> parts) {
        return new R2PartRules(
                checks,
                sizes,
                parts.stream()
                        .map(part -> new R2UploadedPart(part.partNumber(), part.etag()))
                        .toList());
    }

    private void assertChosen(long... lengths) {
        List<Part> parts = parts(lengths);
        assertEquals(parts, listing(parts).choose(parts));
    }

    private void assertRefused(String code, long... lengths) {
        List<Part> parts = parts(lengths);
        R2PartRules rules = listing(parts);
        assertEquals(
                code,
                assertThrows(IsobarException.class, () -> rules.choose(parts)).code());
    }

    @Test
    void wantsEqualSizesBeforeTheLast() {
        assertChosen(0);
        assertChosen(100);
        assertChosen(10, 10);
        assertChosen(10, 0);
        assertChosen(20, 20, 20);
        assertChosen(20, 20, 1);
        assertRefused("10011", 9, 9);
        assertRefused("10011", 20, 9, 20);
        assertRefused("10048", 20, 19, 20);
        assertRefused("10048", 20, 21, 20);
        assertRefused("10048", 20, 20, 21);
        assertRefused("10048", 10, 11);
    }

    @Test
    void looksForSmallPartsInTheOrderOfTheList() {
        List<Part> parts = parts(20, 20, 1);

        assertEquals(parts, listing(ordered(parts, 1, 0, 2)).choose(parts));
        for (int[] order : new int[][] {{2, 0, 1}, {0, 2, 1}, {2, 1, 0}}) {
            R2PartRules rules = listing(ordered(parts, order));
            assertEquals(
                    "10011",
                    assertThrows(IsobarException.class, () -> rules.choose(parts))
                            .code());
        }
        List<Part> smallFirst = parts(1, 20);
        R2PartRules rules = listing(ordered(smallFirst, 1, 0));
        assertEquals(
                "10048",
                assertThrows(IsobarException.class, () -> rules.choose(smallFirst))
                        .code());
    }

    private static List<Part> ordered(List<Part> parts, int... order) {
        return Arrays.stream(order).mapToObj(parts::get).toList();
    }

    @Test
    void limitsTheObject() {
        assertChosen(50, 50);
        assertRefused("100100", 50, 50, 1);
        assertRefused("100100", 101);
    }

    @Test
    void looksForEachPartByNumberAndEtag() {
        List<Part> uploaded = parts(10, 10);

        assertRefusedOf(uploaded, new R2UploadedPart(3, "etag3"));
        assertRefusedOf(uploaded, new R2UploadedPart(2, "etag1"));
        assertRefusedOf(uploaded, new R2UploadedPart(1, "etag1"), new R2UploadedPart(1, "etag1"));
    }

    private void assertRefusedOf(List<Part> uploaded, R2UploadedPart... listed) {
        R2PartRules rules = new R2PartRules(checks, sizes, List.of(listed));
        assertEquals(
                "10025",
                assertThrows(IsobarException.class, () -> rules.choose(uploaded))
                        .code());
    }

    @Test
    void sortsByNumber() {
        R2PartRules rules =
                new R2PartRules(checks, sizes, List.of(new R2UploadedPart(9, "nine"), new R2UploadedPart(2, "two")));

        assertEquals(List.of(new Wanted(2, "two"), new Wanted(9, "nine")), rules.wanted());
    }

    @Test
    void checksNumbersAtOnce() {
        for (int number : new int[] {0, 10_001}) {
            assertThrows(
                    IsobarException.class,
                    () -> new R2PartRules(checks, sizes, List.of(new R2UploadedPart(number, "etag"))));
        }
        assertEquals(
                1,
                new R2PartRules(checks, sizes, List.of(new R2UploadedPart(10_000, "etag")))
                        .wanted()
                        .size());
    }
}
