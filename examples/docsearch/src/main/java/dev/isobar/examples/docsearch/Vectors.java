package dev.isobar.examples.docsearch;

import dev.isobar.ai.Ai;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Passages as vectors: made by Ai, kept in Vectorize. */
final class Vectors {
    /** The model; its vectors have 384 dimensions, as isobar.toml says. */
    static final String MODEL = "@cf/baai/bge-small-en-v1.5";

    private static final int TEXTS_PER_CALL = 100;

    private final Ai ai;
    private final VectorizeIndex index;

    Vectors(Ai ai, VectorizeIndex index) {
        this.ai = ai;
        this.index = index;
    }

    void store(List<Chunk> chunks) {
        for (int from = 0; from < chunks.size(); from += TEXTS_PER_CALL) {
            List<Chunk> part = chunks.subList(from, Math.min(chunks.size(), from + TEXTS_PER_CALL));
            float[][] data =
                    embed(part.stream().map(c -> c.heading() + "\n" + c.body()).toList());
            List<VectorizeVector> vectors = new ArrayList<>(part.size());
            for (int i = 0; i < data.length; i++) {
                Chunk chunk = part.get(i);
                vectors.add(VectorizeVector.of(chunk.id(), data[i]).withMetadata(Map.of("path", chunk.path())));
            }
            index.upsert(vectors);
        }
    }

    void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            index.deleteAllByIds(ids);
        }
    }

    List<String> nearest(String question, int limit) {
        return index.query(embed(List.of(question))[0], VectorizeQueryOptions.NONE.withTopK(limit)).matches().stream()
                .map(VectorizeMatch::id)
                .toList();
    }

    /** Makes the vectors of a catalogue again whose index did not outlive the last process. */
    void restore(Catalog catalog) {
        String last = "";
        while (true) {
            List<Chunk> chunks = catalog.chunksAfter(last, 1_000);
            if (chunks.isEmpty()) {
                return;
            }
            store(chunks);
            last = chunks.get(chunks.size() - 1).id();
        }
    }

    long count() {
        return index.describe().vectorCount();
    }

    private float[][] embed(List<String> texts) {
        return ai.embed(MODEL, texts).data();
    }
}
