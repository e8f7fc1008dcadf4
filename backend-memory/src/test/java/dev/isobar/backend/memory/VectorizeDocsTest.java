package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMatches;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/vectorize.md}. */
class VectorizeDocsTest {
    private final StringBuilder printed = new StringBuilder();

    @Test
    void searchesDocuments() {
        try (Env env = Env.builder()
                .bind(Service.VECTORIZE, "DOCS", "memory:?dimensions=3&metric=cosine")
                .open()) {
            VectorizeIndex docs = env.vectorize("DOCS");

            docs.createMetadataIndex("genre", MetadataIndexType.STRING);
            docs.createMetadataIndex("year", MetadataIndexType.NUMBER);

            String mutation = docs.upsert(List.of(
                    VectorizeVector.of("one", 0.9f, 0.1f, 0).withMetadata(Map.of("genre", "drama", "year", 2021)),
                    VectorizeVector.of("two", 0.1f, 0.9f, 0).withMetadata(Map.of("genre", "news", "year", 2023))));
            docs.awaitMutation(mutation, Duration.ofSeconds(30));

            VectorizeFilter filter = VectorizeFilter.where("genre")
                    .in(List.of("drama", "news"))
                    .and("year")
                    .gte(2020)
                    .lt(2022);
            VectorizeMatches found = docs.query(
                    new float[] {1, 0, 0},
                    VectorizeQueryOptions.NONE.withTopK(10).withFilter(filter).withReturnMetadata(ReturnMetadata.ALL));
            for (VectorizeMatch match : found.matches()) {
                print(match.id());
            }
        }

        assertEquals("one", printed.toString());
    }

    private void print(String line) {
        printed.append(line);
    }
}
