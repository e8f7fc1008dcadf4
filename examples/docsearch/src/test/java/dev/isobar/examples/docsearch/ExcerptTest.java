package dev.isobar.examples.docsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    private final Excerpt excerpt = new Excerpt("[", "]");

    @Test
    void marksWordsAndTheirLongerForms() {
        String text = excerpt.of("A lease ends; leases are renewed.", Words.of("lease"));

        assertEquals("A [lease] ends; [leases] are renewed.", text);
    }

    @Test
    void showsThePartWithMostHits() {
        String text = excerpt.of(
                "filler ".repeat(100) + "queue retry queue " + "filler ".repeat(100), Words.of("queue retry"));

        assertTrue(text.contains("[queue] [retry] [queue]"), text);
        assertTrue(text.startsWith("… ") && text.endsWith(" …"), text);
    }

    @Test
    void showsTheStartWithoutAHit() {
        assertEquals("Nothing here.", excerpt.of("Nothing here.", Words.of("queue")));
    }

    @Test
    void survivesAQuestionWithoutWords() {
        assertEquals("Text.", excerpt.of("Text.", Words.of("?!")));
    }
}
