package dev.isobar.examples.docsearch;

import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers a question by words and by vectors, and keeps the answer for ten minutes. */
final class Searcher {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int CANDIDATES = 50;

    private final App app;
    private final Catalog catalog;
    private final Vectors vectors;

    Searcher(App app) {
        this.app = app;
        this.catalog = new Catalog(app.DB());
        this.vectors = new Vectors(app.AI(), app.CHUNKS());
    }

    /** A found passage. */
    record Hit(String path, String heading, String body) {}

    /** The found passages, the best first, of different documents where possible. */
    record Answer(List<Hit> hits) {}

    Answer search(String question, int limit) {
        String key = "answer:" + Hashes.sha256(catalog.generation() + ":" + limit + ":" + question);
        Answer known = app.ANSWERS().get(key, KvType.json(Answer.class));
        if (known != null) {
            return known;
        }
        Answer answer = new Answer(find(question, limit));
        app.ANSWERS().putJson(key, answer, KvPutOptions.NONE.withExpirationTtl(KEPT));
        return answer;
    }

    private List<Hit> find(String question, int limit) {
        Words words = Words.of(question);
        if (words.list().isEmpty()) {
            return List.of();
        }
        List<String> ids = RankFusion.fuse(
                List.of(catalog.matching(words.anyOfThem(), CANDIDATES), vectors.nearest(question, CANDIDATES)));
        List<Hit> hits = new ArrayList<>();
        for (Chunk chunk : catalog.chunks(ids)) {
            boolean shown = hits.stream().anyMatch(hit -> hit.path().equals(chunk.path()));
            if (!shown && hits.size() < limit) {
                hits.add(new Hit(chunk.path(), chunk.heading(), chunk.body()));
            }
        }
        return hits;
    }
}
