package dev.isobar.selftest;

import dev.isobar.r2.R2Conditional;
import dev.isobar.spi.R2Body;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Precondition;
import dev.isobar.spi.R2Read.Span;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be wrong with R2 over files, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenFileR2 {
    LEAVES_THE_FILE_OF_A_FAILED_CONDITION("R2-FREE-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropRefused(FilePart file) {}
    }),
    LEAVES_THE_FILE_OF_A_BROKEN_BODY("R2-FREE-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropBroken(Path file) {}
    }),
    LEAVES_THE_STREAM_OF_A_BROKEN_BODY_OPEN("R2-FREE-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void copy(R2Body body, Path file) throws IOException {
            var out = Files.newOutputStream(file);
            body.stream().transferTo(out);
            out.close();
        }
    }),
    CLOSES_BODIES_THAT_WERE_READ_ONLY("R2-FREE-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        InputStream opened(Stored found, Span span) throws IOException {
            return new FilterInputStream(super.opened(found, span)) {
                @Override
                public void close() throws IOException {
                    if (in.read() < 0) {
                        super.close();
                    }
                }
            };
        }
    }),
    LEAVES_THE_PARTS_OF_AN_ABORTED_UPLOAD("R2-FREE-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropAborted(Upload upload) {
            upload.parts.clear();
        }
    }),
    LEAVES_PARTS_THAT_ARE_NOT_LISTED("R2-FREE-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropUnlisted(Upload upload) {}
    }),
    LEAVES_A_PART_THAT_COMES_TOO_LATE("R2-FREE-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropLate(FilePart file) {}
    }),
    LEAVES_WHAT_WAS_REPLACED("R2-FREE-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropReplaced(@Nullable Stored before) {}
    }),
    LEAVES_ALL_FILES_BUT_THE_FIRST("R2-FREE-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        public void delete(List<String> keys) throws IOException {
            super.delete(keys.subList(0, 1));
            keys.forEach(objects::remove);
        }
    }),
    HOLDS_A_BODY_BEFORE_IT_WRITES("R2-STREAM-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void copy(R2Body body, Path file) throws IOException {
            Files.write(file, body.stream().readAllBytes());
        }
    }),
    HOLDS_A_BODY_THAT_IS_READ("R2-STREAM-02", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        InputStream opened(Stored found, Span span) throws IOException {
            try (InputStream file = super.opened(found, span)) {
                return new ByteArrayInputStream(file.readAllBytes());
            }
        }
    }),
    OPENS_FILES_WHEN_THEY_ARE_READ("R2-OBJ-14", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        InputStream opened(Stored found, Span span) {
            return new InputStream() {
                private @Nullable InputStream file;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int most) throws IOException {
                    if (file == null) {
                        Stored now = objects.getOrDefault(found.meta().key(), found);
                        file = FileR2Stream.open(List.of(now.files().get(0).file()), span, open);
                    }
                    return file.read(bytes, offset, most);
                }

                @Override
                public void close() throws IOException {
                    if (file != null) {
                        file.close();
                    }
                }
            };
        }
    }),
    REMEMBERS_WHAT_IT_HAS_FOUND("R2-PUT-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        R2Driver another() {
            return new CachedR2(this, true, false);
        }
    }),
    REMEMBERS_WHAT_IT_HAS_NOT_FOUND("R2-PUT-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        R2Driver another() {
            return new CachedR2(this, false, true);
        }
    }),
    REMEMBERS_WHAT_WAS_DELETED("R2-DEL-01", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        R2Driver another() {
            return new CachedR2(this, true, false);
        }
    }),
    COMPARES_WITH_WHAT_IT_REMEMBERS("R2-COND-06", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        R2Driver another() {
            return new CachedR2(this, false, false) {
                @Override
                public @Nullable R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf)
                        throws Exception {
                    R2Meta own = known.get(key);
                    boolean holds = own != null && onlyIf.holds(own);
                    return super.put(key, body, facts, holds ? new R2Precondition(R2Conditional.NONE) : onlyIf);
                }
            };
        }
    }),
    WRITES_OVER_THE_FILE_THAT_IS_READ("R2-OBJ-14", (folder, clock) -> new FileR2(folder, clock) {
        @Override
        void dropReplaced(@Nullable Stored before) throws IOException {
            if (before != null) {
                for (FilePart each : before.files()) {
                    Files.write(each.file(), new byte[7_000], StandardOpenOption.TRUNCATE_EXISTING);
                }
            }
            super.dropReplaced(before);
        }
    });

    private final String rule;
    private final BiFunction<Path, InstantSource, FileR2> defect;

    BrokenFileR2(String rule, BiFunction<Path, InstantSource, FileR2> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    FileR2 in(Path folder, InstantSource clock) {
        return defect.apply(folder, clock);
    }
}
