package dev.isobar.examples.docsearch;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tables of migrations/0001_documents.sql. */
final class Catalog {
    private final D1Database db;

    Catalog(D1Database db) {
        this.db = db;
    }

    /** The counts of {@code stats}. */
    record Counts(long documents, long bytes, long chunks, long unreadable) {}

    /** A file that could not be read. */
    record Unreadable(String path, String reason) {}

    @Nullable
    String hashOf(String path) {
        return db.prepare("SELECT sha256 FROM documents WHERE path = ?")
                .bind(path)
                .first("sha256", String.class);
    }

    /** Replaces a document and its passages, all or nothing. */
    void replace(String path, String title, String sha256, long bytes, List<Chunk> chunks) {
        List<D1PreparedStatement> batch = new ArrayList<>(deletion(path));
        batch.add(db.prepare("INSERT INTO documents (path, title, sha256, bytes) VALUES (?, ?, ?, ?)")
                .bind(path, title, sha256, bytes));
        D1PreparedStatement chunk = db.prepare("INSERT INTO chunks VALUES (?, ?, ?, ?, ?)");
        D1PreparedStatement text = db.prepare("INSERT INTO chunks_text VALUES (?, ?, ?, ?)");
        for (Chunk c : chunks) {
            batch.add(chunk.bind(c.id(), c.path(), c.position(), c.heading(), c.body()));
            batch.add(text.bind(c.id(), c.path(), c.heading(), c.body()));
        }
        batch.add(db.prepare("DELETE FROM unreadable WHERE path = ?").bind(path));
        batch.add(db.prepare("UPDATE generation SET number = number + 1"));
        db.batch(batch);
    }

    private List<D1PreparedStatement> deletion(String path) {
        return List.of(
                db.prepare("DELETE FROM chunks_text WHERE id IN (SELECT id FROM chunks WHERE path = ?)")
                        .bind(path),
                db.prepare("DELETE FROM documents WHERE path = ?").bind(path));
    }

    void remove(String path) {
        List<D1PreparedStatement> batch = new ArrayList<>(deletion(path));
        batch.add(db.prepare("UPDATE generation SET number = number + 1"));
        db.batch(batch);
    }

    List<String> chunkIdsOf(String path) {
        return texts(db.prepare("SELECT id FROM chunks WHERE path = ?").bind(path));
    }

    List<String> paths() {
        return texts(db.prepare("SELECT path FROM documents ORDER BY path"));
    }

    void unreadable(String path, String reason) {
        db.prepare("INSERT OR REPLACE INTO unreadable VALUES (?, ?)")
                .bind(path, reason)
                .run();
    }

    List<Unreadable> unreadable() {
        return db.prepare("SELECT path, reason FROM unreadable ORDER BY path")
                .all(Unreadable.class)
                .results();
    }

    List<String> matching(String query, int limit) {
        return texts(db.prepare("SELECT id FROM chunks_text WHERE chunks_text MATCH ?"
                        + " ORDER BY bm25(chunks_text, 0, 2, 4, 1) LIMIT ?")
                .bind(query, limit));
    }

    /** Reads passages in the order of their ids; one parameter for all of them, since D1 allows a hundred. */
    List<Chunk> chunks(List<String> ids) {
        Map<String, Chunk> found = new LinkedHashMap<>();
        db.prepare("SELECT id, path, position, heading, body FROM chunks"
                        + " WHERE id IN (SELECT value FROM json_each(?))")
                .bind(JsonMapper.shared().writeValueAsString(ids))
                .all(Chunk.class)
                .results()
                .forEach(chunk -> found.put(chunk.id(), chunk));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    List<Chunk> chunksAfter(String id, int limit) {
        return db.prepare("SELECT id, path, position, heading, body FROM chunks WHERE id > ? ORDER BY id LIMIT ?")
                .bind(id, limit)
                .all(Chunk.class)
                .results();
    }

    long generation() {
        Long number = db.prepare("SELECT number FROM generation").first("number", Long.class);
        return number == null ? 0 : number;
    }

    Counts counts() {
        Counts counts = db.prepare("SELECT (SELECT count(*) FROM documents) AS documents,"
                        + " (SELECT coalesce(sum(bytes), 0) FROM documents) AS bytes,"
                        + " (SELECT count(*) FROM chunks) AS chunks,"
                        + " (SELECT count(*) FROM unreadable) AS unreadable")
                .first(Counts.class);
        return counts == null ? new Counts(0, 0, 0, 0) : counts;
    }

    private static List<String> texts(D1PreparedStatement statement) {
        return statement.raw().stream().map(row -> (String) row.get(0)).toList();
    }
}
