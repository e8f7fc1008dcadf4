package dev.isobar.internal.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2ListRequest.Position;
import dev.isobar.spi.R2Meta;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests to drivers, and the cursors of their answers. */
class R2ListsTest {
    private static final String LAST = "\uDBFF\uDFFF";

    private final FakeR2Driver driver = new FakeR2Driver();
    private final R2Checks checks = new R2Checks(
            new DriverCalls(Service.R2, "FILES", driver, List.of()),
            R2Limits.CLOUDFLARE,
            new R2Sizes(1_000, 1_000, 10, 1_000));
    private final R2Lists lists = new R2Lists(checks, R2Limits.CLOUDFLARE);

    private static String cursor(R2ListRequest request, List<String> keys, List<String> prefixes) {
        List<R2Meta> objects = keys.stream().map(FakeR2Driver::meta).toList();
        return Objects.requireNonNull(
                R2Lists.page(new R2Listing(objects, prefixes, true), request).cursor());
    }

    private @Nullable Position after(R2ListOptions options) {
        return lists.request(options).after();
    }

    private static R2ListRequest all() {
        return new R2ListRequest("", "/", null, 10, Set.of());
    }

    @Test
    void passesOnWhatIsAsked() {
        R2ListOptions options = R2ListOptions.ALL
                .withPrefix("a")
                .withDelimiter("--")
                .withStartAfter("ab")
                .withLimit(7)
                .withInclude(Include.HTTP_METADATA);

        assertEquals(
                new R2ListRequest("a", "--", new Position("ab", false), 7, Set.of(Include.HTTP_METADATA)),
                lists.request(options));
        assertEquals(new R2ListRequest("", null, null, 1_000, Set.of()), lists.request(R2ListOptions.ALL));
        assertNull(lists.request(R2ListOptions.ALL.withDelimiter("")).delimiter());
        assertEquals(1_000, lists.request(R2ListOptions.ALL.withLimit(-1)).limit());
        assertEquals(1, lists.request(R2ListOptions.ALL.withLimit(1)).limit());
        assertEquals(1_000, lists.request(R2ListOptions.ALL.withLimit(1_000)).limit());
    }

    @Test
    void refusesTextsThatCannotBeEncoded() {
        for (R2ListOptions options : List.of(
                R2ListOptions.ofPrefix("\uD800"),
                R2ListOptions.ALL.withDelimiter("\uD800"),
                R2ListOptions.ALL.withStartAfter("\uD800"))) {
            InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> lists.request(options));
            assertEquals("10020", refused.code());
        }
    }

    @Test
    void goesOnAfterTheLastEntry() {
        R2ListOptions rest = R2ListOptions.ALL;

        assertEquals(new Position("c", false), after(rest.withCursor(cursor(all(), List.of("a", "c"), List.of("b/")))));
        assertEquals(new Position("b/", true), after(rest.withCursor(cursor(all(), List.of("a"), List.of("b/")))));
        assertEquals(new Position("b/", true), after(rest.withCursor(cursor(all(), List.of(), List.of("a/", "b/")))));
        assertEquals(new Position("", false), after(rest.withCursor(cursor(all(), List.of(""), List.of()))));
        assertEquals(
                new Position("\uD83D\uDE00", false),
                after(rest.withCursor(cursor(all(), List.of("\uD83D\uDE00"), List.of("\uFFFD/")))));
    }

    @Test
    void hasNoCursorAtTheEnd() {
        assertNull(R2Lists.page(new R2Listing(List.of(FakeR2Driver.meta("a")), List.of(), false), all())
                .cursor());
    }

    @Test
    void takesTheLaterOfCursorAndStart() {
        String atKey = cursor(all(), List.of("b"), List.of());
        String atPrefix = cursor(all(), List.of(), List.of("b/"));
        String atTheEnd = cursor(all(), List.of(), List.of(LAST));

        assertEquals(
                new Position("b", false),
                after(R2ListOptions.ALL.withCursor(atKey).withStartAfter("a")));
        assertEquals(
                new Position("b", false),
                after(R2ListOptions.ALL.withCursor(atKey).withStartAfter("b")));
        assertEquals(
                new Position("c", false),
                after(R2ListOptions.ALL.withCursor(atKey).withStartAfter("c")));
        assertEquals(
                new Position("b/", true),
                after(R2ListOptions.ALL.withCursor(atPrefix).withStartAfter("b/x")));
        assertEquals(
                new Position("b0", false),
                after(R2ListOptions.ALL.withCursor(atPrefix).withStartAfter("b0")));
        assertEquals(
                new Position(LAST, true),
                after(R2ListOptions.ALL.withCursor(atTheEnd).withStartAfter("z")));
    }

    @Test
    void refusesPagesThatDoNotAdvance() {
        R2ListRequest fromB = new R2ListRequest("", "/", new Position("b", false), 10, Set.of());
        R2ListRequest insideB = new R2ListRequest("", "/", new Position("b/1", false), 10, Set.of());
        R2ListRequest behindAll = new R2ListRequest("", "/", new Position(LAST, true), 10, Set.of());

        Stream.of("a", "b")
                .forEach(
                        key -> assertThrows(IllegalStateException.class, () -> cursor(fromB, List.of(key), List.of())));
        assertThrows(IllegalStateException.class, () -> cursor(all(), List.of(), List.of()));
        assertThrows(IllegalStateException.class, () -> cursor(insideB, List.of("b/"), List.of()));
        assertThrows(IllegalStateException.class, () -> cursor(behindAll, List.of(LAST), List.of()));
        assertEquals(
                new Position("b/", true),
                after(R2ListOptions.ALL.withCursor(cursor(insideB, List.of(), List.of("b/")))));
        assertEquals(
                new Position("b\0", false),
                after(R2ListOptions.ALL.withCursor(cursor(fromB, List.of("b\0"), List.of()))));
    }
}
