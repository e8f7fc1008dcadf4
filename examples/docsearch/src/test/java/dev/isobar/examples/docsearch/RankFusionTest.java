package dev.isobar.examples.docsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankFusionTest {
    @Test
    void putsFirstWhatBothRankingsHave() {
        List<String> fused = RankFusion.fuse(List.of(List.of("a", "b", "c"), List.of("d", "b")));

        assertEquals("b", fused.get(0));
    }

    @Test
    void quotesWordsForFullText() {
        assertEquals("\"near\" OR \"not\"", Words.of("NEAR, NOT?").anyOfThem());
    }
}
