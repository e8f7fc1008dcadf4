package dev.isobar.r2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of etags in headers (R2-COND-02). */
class EtagHeaderTest {
    private static final R2Etag A = new R2Etag("a", false);
    private static final R2Etag B = new R2Etag("b", false);
    private static final R2Etag WEAK = new R2Etag("a", true);

    private static List<R2Etag> parse(String text) {
        return EtagHeader.parse("if-match", text);
    }

    private static void assertRefused(String text, String header) {
        assertEquals(
                text,
                assertThrows(InvalidRequestException.class, () -> parse(header)).getMessage());
    }

    @Test
    void readsLists() {
        assertEquals(List.of(A), parse("\"a\""));
        assertEquals(List.of(A, B), parse("\"a\",\"b\""));
        assertEquals(List.of(A, B), parse(" , \t\"a\" ,, \"b\" , "));
        assertEquals(List.of(WEAK, B), parse("W/\"a\", \"b\""));
        assertEquals(List.of(new R2Etag("", false)), parse("\"\""));
    }

    @Test
    void endsTheListAtAnythingElse() {
        assertEquals(List.of(A), parse("\"a\"; \"b\""));
        assertEquals(List.of(A), parse("\"a\", b"));
    }

    @Test
    void takesAStarForAll() {
        assertEquals(List.of(R2Etag.ANY), parse("*"));
        assertEquals(List.of(R2Etag.ANY), parse("\"a\", *"));
        assertEquals(List.of(R2Etag.ANY), parse("*, \"a\""));
        assertEquals(List.of(new R2Etag("*", true)), parse("\"*\""));
    }

    @Test
    void refusesWhatIsMalformed() {
        assertRefused("Invalid ETag in if-match header", "");
        assertRefused("Invalid ETag in if-match header", " , ");
        assertRefused("Invalid ETag in if-match header", "a");
        assertRefused("Unclosed double quote for Etag", "\"a");
        assertRefused("Unclosed double quote for Etag", "\"a\", W/\"b");
        assertRefused("Weak etags must start with W/ and their value must be quoted", "W");
        assertRefused("Weak etags must start with W/ and their value must be quoted", "W/a");
        assertRefused("Weak etags must start with W/ and their value must be quoted", "\"a\",W\"b\"");
    }

    @Test
    void wantsCommas() {
        String start = "Comma was expected to separate etags. Encountered a ";
        String end = " instead. This would otherwise indicate the start of a new ";
        assertRefused(start + "double quote character '\"'" + end + "strong etag.", "\"a\" \"b\"");
        assertRefused(start + "weak quotation character 'W'" + end + "weak etag.", "\"a\"W/\"b\"");
        assertRefused(start + "wildcard character '*' instead.", "\"a\" *");
    }
}
