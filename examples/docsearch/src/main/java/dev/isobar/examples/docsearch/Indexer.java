package dev.isobar.examples.docsearch;

import dev.isobar.Env;
import dev.isobar.queue.Message;
import dev.isobar.queue.MessageBatch;
import dev.isobar.queue.MessageSendRequest;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2PutOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Hands files out through the queue, indexes what comes back, and waits until every file has an end. */
final class Indexer {
    private static final int MESSAGES_PER_CALL = 100;

    private final Env env;
    private final App app;
    private final Catalog catalog;
    private final Vectors vectors;

    Indexer(Env env, App app) {
        this.env = env;
        this.app = app;
        this.catalog = new Catalog(app.DB());
        this.vectors = new Vectors(app.AI(), app.CHUNKS());
    }

    /** How an indexing ended. */
    record Outcome(int indexed, int unchanged, int removed, List<Catalog.Unreadable> unreadable) {}

    Outcome index(List<Source> sources, PrintWriter out, boolean terminal) throws InterruptedException {
        Run run = new Run(sources, new Progress(out, terminal, Math.max(1, sources.size())));
        int removed = removeMissing(sources);
        QueueConsumer work = env.consume("docsearch-work", Source.class, batch -> indexAll(batch, run));
        QueueConsumer dead = env.consume("docsearch-unreadable", Source.class, batch -> noteAll(batch, run));
        try {
            for (int from = 0; from < sources.size(); from += MESSAGES_PER_CALL) {
                List<Source> part = sources.subList(from, Math.min(sources.size(), from + MESSAGES_PER_CALL));
                app.WORK().sendBatch(part.stream().map(MessageSendRequest::of).toList());
            }
            if (!run.open.await(30, TimeUnit.MINUTES)) {
                throw new IllegalStateException(run.open.getCount() + " files were not indexed within 30 minutes");
            }
        } finally {
            work.close();
            dead.close();
        }
        return new Outcome(run.indexed.size(), run.unchanged.size(), removed, catalog.unreadable());
    }

    /** What one run has seen. A message may come twice, and one of an earlier run may come; each of the run's files counts once. */
    private static final class Run {
        private final Set<String> names;
        private final CountDownLatch open;
        private final Progress progress;
        private final Set<String> ended = ConcurrentHashMap.newKeySet();
        private final Set<String> indexed = ConcurrentHashMap.newKeySet();
        private final Set<String> unchanged = ConcurrentHashMap.newKeySet();

        Run(List<Source> sources, Progress progress) {
            this.names = sources.stream().map(Source::name).collect(Collectors.toUnmodifiableSet());
            this.open = new CountDownLatch(names.size());
            this.progress = progress;
        }

        void end(Source source) {
            if (names.contains(source.name()) && ended.add(source.name())) {
                progress.step(1);
                open.countDown();
            }
        }
    }

    private void indexAll(MessageBatch<Source> batch, Run run) {
        for (Message<Source> message : batch.messages()) {
            Source source = Objects.requireNonNull(message.body());
            try {
                (index(source) ? run.indexed : run.unchanged).add(source.name());
                message.ack();
                run.end(source);
            } catch (Source.UnreadableException unreadable) {
                message.retry();
            }
        }
    }

    private boolean index(Source source) throws Source.UnreadableException {
        Source.Content content = source.read();
        String sha256 = Hashes.sha256(content.bytes());
        if (sha256.equals(catalog.hashOf(source.name()))) {
            return false;
        }
        List<Chunk> chunks = Chunker.chunks(source.name(), content.text());
        String type = source.name().endsWith(".txt") ? "text/plain" : "text/markdown";
        R2HTTPMetadata metadata = R2HTTPMetadata.ofContentType(type + "; charset=utf-8");
        app.ORIGINALS().put(source.name(), content.bytes(), R2PutOptions.NONE.withHttpMetadata(metadata));
        vectors.delete(catalog.chunkIdsOf(source.name()));
        catalog.replace(
                source.name(), Chunker.title(source.name(), content.text()), sha256, content.bytes().length, chunks);
        vectors.store(chunks);
        return true;
    }

    private void noteAll(MessageBatch<Source> batch, Run run) {
        for (Message<Source> message : batch.messages()) {
            Source source = Objects.requireNonNull(message.body());
            catalog.unreadable(source.name(), reason(source));
            run.end(source);
        }
    }

    private static String reason(Source source) {
        try {
            source.read();
            return "could be read again just now; index it once more";
        } catch (Source.UnreadableException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    private int removeMissing(List<Source> sources) {
        Set<String> present = ConcurrentHashMap.newKeySet();
        Set<String> roots = ConcurrentHashMap.newKeySet();
        sources.forEach(source -> {
            present.add(source.name());
            roots.add(root(source.name()));
        });
        List<String> missing = new ArrayList<>(catalog.paths());
        missing.removeIf(path -> present.contains(path) || !roots.contains(root(path)));
        for (String path : missing) {
            vectors.delete(catalog.chunkIdsOf(path));
            catalog.remove(path);
            app.ORIGINALS().delete(path);
        }
        return missing.size();
    }

    private static String root(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }
}
