package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BookmarksTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(0x1_2345_6789L));
    private final Bookmarks bookmarks = new Bookmarks(clock());

    private InstantSource clock() {
        return () -> now.get();
    }

    @Test
    void haveTheFormOfTheService() {
        String first = bookmarks.next();

        assertTrue(first.matches("00000001-23456789-00000001-[0-9a-f]{32}"), first);
        assertTrue(bookmarks.next().startsWith("00000001-23456789-00000002-"));
    }

    @Test
    void growAlsoWhenTheClockGoesBack() {
        String before = "";
        for (int i = 0; i < 1_000; i++) {
            String next = bookmarks.next();
            assertTrue(next.compareTo(before) > 0, next + " follows " + before);
            before = next;
            now.set(Instant.ofEpochMilli(i % 3 == 0 ? 0x1_2345_6789L + i : 5));
        }
    }

    @Test
    void tellDatabasesApart() {
        String one = bookmarks.next();
        String other = new Bookmarks(clock()).next();

        assertNotEquals(one, other);
        assertEquals(one.substring(0, 26), other.substring(0, 26));
    }
}
