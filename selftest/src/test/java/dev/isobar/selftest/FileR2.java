package dev.isobar.selftest;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read;
import dev.isobar.spi.R2Read.Span;
import dev.isobar.spi.Utf8Order;
import dev.isobar.spi.support.R2SortedListing;
import dev.isobar.spi.support.R2SortedStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** R2 over files: each version of an object and each part is a file of its own. Its index is in memory. */
class FileR2 implements R2Driver, R2SortedStore<FileR2.Stored> {
    final Path folder;
    final InstantSource clock;
    final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
    final Map<UploadPosition, Upload> uploads = new ConcurrentHashMap<>();
    final AtomicLong open = new AtomicLong();

    /** A version of an object: its files, one after the other, are its body. */
    record Stored(R2Meta meta, List<FilePart> files) {}

    /** A file that was written. */
    record FilePart(Part part, Path file) {}

    /** An open upload; it is its own lock. */
    static final class Upload {
        final R2Facts facts;
        final Map<Integer, FilePart> parts = new TreeMap<>();
        boolean ended;

        Upload(R2Facts facts) {
            this.facts = facts;
        }
    }

    FileR2(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The driver of one environment; all of them have the same files and index. */
    R2Driver another() {
        return this;
    }

    /** What {@link dev.isobar.tck.TckSubject#withRemains} wants to know. */
    Map<String, Long> remains() {
        try (var files = Files.list(folder)) {
            return Map.of("files", files.count(), "streams", open.get());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK,
                Capability.READ_YOUR_WRITES,
                Capability.R2_DATE_CONDITIONS_ON_PUT,
                Capability.R2_EMPTY_KEY,
                Capability.R2_EQUAL_PART_SIZES,
                Capability.R2_LIST_CHECKSUMS,
                Capability.R2_LIST_METADATA,
                Capability.R2_LIST_VERSION,
                Capability.R2_MILLISECOND_TIMES,
                Capability.R2_STABLE_BODIES,
                Capability.R2_STREAMING);
    }

    @Override
    public @Nullable R2Meta head(String key) {
        Stored found = objects.get(key);
        return found == null ? null : found.meta();
    }

    @Override
    public @Nullable R2Content get(String key, R2Read read) throws IOException {
        while (true) {
            Stored found = objects.get(key);
            if (found == null) {
                return null;
            }
            Span span = read.select(found.meta());
            if (span == null) {
                return new R2Content(found.meta(), new Span(0, found.meta().size()), null);
            }
            try {
                return new R2Content(found.meta(), span, opened(found, span));
            } catch (NoSuchFileException replacedMeanwhile) {
                Thread.onSpinWait();
            }
        }
    }

    InputStream opened(Stored found, Span span) throws IOException {
        return FileR2Stream.open(found.files().stream().map(FilePart::file).toList(), span, open);
    }

    /** Writes a body to a file of its own; if that fails, there is none. */
    FilePart written(int number, R2Body body) throws IOException {
        Path file = folder.resolve(UUID.randomUUID().toString());
        try {
            copy(body, file);
            return new FilePart(new Part(number, body.md5(), body.length()), file);
        } catch (IOException | RuntimeException broken) {
            dropBroken(file);
            throw broken;
        }
    }

    void copy(R2Body body, Path file) throws IOException {
        Files.copy(body.stream(), file);
    }

    void dropBroken(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws IOException {
        FilePart file = written(1, body);
        R2Meta meta = R2Meta.stored(key, UUID.randomUUID().toString(), clock.instant(), body, facts);
        List<@Nullable Stored> before = new ArrayList<>();
        objects.compute(key, (same, existing) -> {
            before.clear(); // The map may ask again.
            if (!onlyIf.holds(existing == null ? null : existing.meta())) {
                return existing;
            }
            before.add(existing);
            return new Stored(meta, List.of(file));
        });
        if (before.isEmpty()) {
            dropRefused(file);
            return null;
        }
        dropReplaced(before.get(0));
        return meta;
    }

    void dropRefused(FilePart file) throws IOException {
        Files.delete(file.file());
    }

    void dropReplaced(@Nullable Stored before) throws IOException {
        if (before != null) {
            drop(before.files());
        }
    }

    static void drop(Iterable<FilePart> files) throws IOException {
        for (FilePart each : files) {
            Files.delete(each.file());
        }
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (String key : keys) {
            dropReplaced(objects.remove(key));
        }
    }

    @Override
    public R2Listing list(R2ListRequest request) throws Exception {
        return R2SortedListing.page(request, this);
    }

    @Override
    public Chunk<Stored> chunk(String from, int atMost) {
        List<Entry<Stored>> entries = new ArrayList<>();
        Iterator<Map.Entry<String, Stored>> rest =
                objects.tailMap(from, true).entrySet().iterator();
        while (rest.hasNext() && entries.size() < atMost) {
            Map.Entry<String, Stored> next = rest.next();
            entries.add(new Entry<>(next.getKey(), next.getValue()));
        }
        return new Chunk<>(entries, rest.hasNext());
    }

    @Override
    public List<@Nullable R2Meta> describe(List<Entry<Stored>> entries, Set<Include> include) {
        List<@Nullable R2Meta> described = new ArrayList<>();
        entries.forEach(entry -> described.add(entry.data().meta()));
        return described;
    }

    @Override
    public String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) {
        String uploadId = UUID.randomUUID().toString();
        uploads.put(new UploadPosition(key, uploadId), new Upload(facts));
        return uploadId;
    }

    @Override
    public @Nullable String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws IOException {
        Upload upload = uploads.get(new UploadPosition(key, uploadId));
        if (upload == null) {
            return null;
        }
        FilePart file = written(partNumber, body);
        synchronized (upload) {
            if (upload.ended) {
                dropLate(file);
                return null;
            }
            FilePart before = upload.parts.put(partNumber, file);
            if (before != null) {
                Files.delete(before.file());
            }
        }
        return file.part().etag();
    }

    void dropLate(FilePart file) throws IOException {
        Files.delete(file.file());
    }

    @Override
    public @Nullable R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws IOException {
        Upload upload = uploads.get(new UploadPosition(key, uploadId));
        if (upload == null) {
            return null;
        }
        synchronized (upload) {
            if (upload.ended) {
                return null;
            }
            List<Part> chosen = assembly.choose(
                    upload.parts.values().stream().map(FilePart::part).toList());
            List<FilePart> files = new ArrayList<>();
            chosen.forEach(part -> files.add(Objects.requireNonNull(upload.parts.remove(part.partNumber()))));
            upload.ended = true;
            uploads.remove(new UploadPosition(key, uploadId));
            dropUnlisted(upload);
            long size = chosen.stream().mapToLong(Part::size).sum();
            String etag = R2Assembly.etag(chosen.stream().map(Part::etag).toList());
            R2Meta made = new R2Meta(
                    key, UUID.randomUUID().toString(), size, etag, R2Checksums.NONE, clock.instant(), upload.facts);
            dropReplaced(objects.put(key, new Stored(made, files)));
            return made;
        }
    }

    void dropUnlisted(Upload upload) throws IOException {
        drop(upload.parts.values());
    }

    @Override
    public void abortUpload(String key, String uploadId) throws IOException {
        Upload upload = uploads.remove(new UploadPosition(key, uploadId));
        if (upload != null) {
            synchronized (upload) {
                upload.ended = true;
                dropAborted(upload);
            }
        }
    }

    void dropAborted(Upload upload) throws IOException {
        drop(upload.parts.values());
        upload.parts.clear();
    }
}
