package dev.isobar.examples.docsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    @Test
    void cutsAtHeadings() {
        List<Chunk> chunks = Chunker.chunks("a.md", "# Leases\n\nA lease ends.\n\n## Renewal\n\nAsk again.\n");

        assertEquals(
                List.of("Leases", "Renewal"),
                chunks.stream().map(Chunk::heading).toList());
        assertEquals(
                List.of("A lease ends.", "Ask again."),
                chunks.stream().map(Chunk::body).toList());
    }

    @Test
    void leavesHashesInCodeAlone() {
        List<Chunk> chunks = Chunker.chunks("a.md", "# Shell\n```\n# not a heading\n```\n");

        assertEquals(1, chunks.size());
    }

    @Test
    void cutsLongLines() {
        List<Chunk> chunks = Chunker.chunks("long.txt", "word ".repeat(2_000));

        assertTrue(chunks.size() >= 6);
        assertTrue(chunks.stream().allMatch(chunk -> chunk.body().length() <= 1_601));
    }

    @Test
    void keepsIdsShortWhateverThePath() {
        Chunk chunk = Chunker.chunks("folder/".repeat(60) + "a.md", "text").get(0);

        assertTrue(chunk.id().getBytes(StandardCharsets.UTF_8).length <= 64);
    }

    @Test
    void yieldsNothingForBlankText() {
        assertEquals(List.of(), Chunker.chunks("empty.md", " \n\n"));
    }
}
