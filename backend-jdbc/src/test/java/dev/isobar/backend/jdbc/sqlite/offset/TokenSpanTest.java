package dev.isobar.backend.jdbc.sqlite.offset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.support.SqlStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements with other words in some places. */
class TokenSpanTest {
    @Test
    void putsOtherWordsInPlaceOfSpans() {
        SqlStatement statement = SqlStatement.first("select a, b.c from t;");
        List<TokenSpan> spans = List.of(new TokenSpan(1, 1), new TokenSpan(3, 5), new TokenSpan(7, 7));

        assertEquals("select  X1 ,  X3  from  X7 ;", TokenSpan.replaced(statement, spans, span -> "X" + span.first()));
        assertEquals(
                "select a,  b  from t;", TokenSpan.replaced(statement, spans, span -> span.first() == 3 ? "b" : null));
        assertEquals("isobar_probe_3", new TokenSpan(3, 5).probe());
    }
}
