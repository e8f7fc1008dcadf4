package dev.isobar.examples.docsearch;

import dev.isobar.Env;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** One run of the program: an open environment with its tables made, and a place to print to. */
final class Session implements AutoCloseable {
    private final Env env;
    private final App app;
    private final Catalog catalog;
    private final PrintWriter out;
    private final boolean terminal;

    private Session(Env env, PrintWriter out, boolean terminal) {
        this.env = env;
        this.app = env.as(App.class);
        this.catalog = new Catalog(app.DB());
        this.out = out;
        this.terminal = terminal;
    }

    static Session open(Env env, PrintWriter out, boolean terminal) {
        Session session = new Session(env, out, terminal);
        env.migrations("DB").apply();
        Vectors vectors = new Vectors(session.app.AI(), session.app.CHUNKS());
        if (vectors.count() == 0) {
            vectors.restore(session.catalog);
        }
        return session;
    }

    int index(List<Path> places) throws IOException, InterruptedException {
        List<Source> sources = Source.under(places);
        if (sources.isEmpty()) {
            out.println("no Markdown or text files there");
            return 1;
        }
        long start = System.nanoTime();
        Indexer.Outcome outcome = new Indexer(env, app).index(sources, out, terminal);
        out.printf(
                "%d files: %d indexed, %d unchanged, %d removed, %d unreadable, in %.1f s%n",
                sources.size(),
                outcome.indexed(),
                outcome.unchanged(),
                outcome.removed(),
                outcome.unreadable().size(),
                (System.nanoTime() - start) / 1e9);
        outcome.unreadable().forEach(file -> out.printf("  %s: %s%n", file.path(), file.reason()));
        out.flush();
        return 0;
    }

    int search(String question, int limit) {
        Searcher.Answer answer = new Searcher(app).search(question, limit);
        Words words = Words.of(question);
        Excerpt excerpt = terminal ? new Excerpt("\033[1m", "\033[0m") : new Excerpt("[", "]");
        out.printf("%n%s%n", question);
        for (Searcher.Hit hit : answer.hits()) {
            out.printf("%n%s - %s%n  %s%n", hit.path(), hit.heading(), excerpt.of(hit.body(), words));
        }
        if (answer.hits().isEmpty()) {
            out.println(
                    catalog.counts().documents() == 0
                            ? "nothing is indexed; run: docsearch index FOLDER, or search --in FOLDER"
                            : "nothing found");
        }
        out.flush();
        return answer.hits().isEmpty() ? 1 : 0;
    }

    int stats() {
        Catalog.Counts counts = catalog.counts();
        out.printf(
                "%n%d documents (%d bytes), %d passages, %d vectors, %d unreadable, %d messages waiting%n",
                counts.documents(),
                counts.bytes(),
                counts.chunks(),
                app.CHUNKS().describe().vectorCount(),
                counts.unreadable(),
                app.WORK().metrics().backlogCount());
        out.flush();
        return 0;
    }

    @Override
    public void close() {
        env.close();
    }
}
