package dev.isobar.internal.r2;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Limits;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PresignedMethod;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Failure;
import dev.isobar.spi.R2Assembly;
import dev.isobar.spi.R2Assembly.Part;
import dev.isobar.spi.R2Assembly.Wanted;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.R2Read;
import dev.isobar.spi.R2Refusal;
import dev.isobar.spi.R2RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the kit cannot make a store do: streams that fail, pages that do not advance, refusals, bounds. */
class PortableR2BucketTest {
    private final List<String> seen = new ArrayList<>();

    private static R2Bucket over(R2Driver driver) {
        return new PortableR2Bucket(
                driver, new DriverCalls(Service.R2, "FILES", driver, List.of()), R2Limits.CLOUDFLARE);
    }

    private static R2Bucket reading(InputStream body) {
        return over(new FakeR2Driver() {
            @Override
            public R2Content get(String key, R2Read read) {
                return new R2Content(meta(key), new R2Read.Span(0, 5), body);
            }

            @Override
            public Failure classify(Throwable thrown) {
                return thrown.getMessage() == null ? Failure.UNEXPECTED : Failure.UNAVAILABLE.withCode("503");
            }
        });
    }

    private static R2ObjectBody opened(R2Bucket bucket) {
        return Objects.requireNonNull(bucket.get("letter"));
    }

    /** Fails as clients do: some with an unchecked exception. */
    private static InputStream failing(Exception failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (failure instanceof IOException checked) {
                    throw checked;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public int read(byte[] into, int offset, int most) throws IOException {
                return read();
            }
        };
    }

    @Test
    void translatesWhatAStreamThrows() {
        for (Exception own : List.of(new IOException("reset"), new IllegalStateException("aborted"))) {
            R2Bucket bucket = reading(failing(own));

            InputStream stream = opened(bucket).body();
            IOException seenByReader = assertThrows(IOException.class, stream::read);
            UnavailableException cause = assertInstanceOf(UnavailableException.class, seenByReader.getCause());
            assertSame(own, cause.getCause());
            assertEquals("503", cause.code());
            assertEquals("get", cause.operation());
            assertEquals(cause.getMessage(), seenByReader.getMessage());
            assertThrows(IOException.class, () -> stream.read(new byte[2]));
            assertThrows(UnavailableException.class, opened(bucket)::bytes);
            assertThrows(UnavailableException.class, opened(bucket)::text);
            assertThrows(UnavailableException.class, () -> opened(bucket).json(String.class));
        }
    }

    @Test
    void setsTheFlagAgainIfReadingIsInterrupted() {
        IOException interrupted = new IOException("interrupted", new InterruptedException());

        assertThrows(UnavailableException.class, opened(reading(failing(interrupted)))::text);

        assertEquals(true, Thread.interrupted());
    }

    @Test
    void closesTheStreamOfTheDriverOnce() {
        InputStream source = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void close() throws IOException {
                seen.add("closed");
                throw new IOException("reset");
            }
        };
        R2ObjectBody body = opened(reading(source));

        assertThrows(UnavailableException.class, body::close);
        assertDoesNotThrow(body::close);
        assertEquals(List.of("closed"), seen);
    }

    @Test
    void refusesPagesThatDoNotAdvance() {
        R2Bucket stuck = over(new FakeR2Driver() {
            @Override
            public R2Listing list(R2ListRequest request) {
                return new R2Listing(List.of(meta("a")), List.of(), true);
            }

            @Override
            public R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) {
                return new R2UploadListing(List.of(), true);
            }

            @Override
            public R2PartListing listParts(String key, String uploadId, int after, int limit) {
                return new R2PartListing(List.of(), true);
            }
        });
        R2Objects first = stuck.list(R2ListOptions.ALL);

        assertThrows(BackendException.class, () -> stuck.list(R2ListOptions.ALL.withCursor(first.cursor())));
        assertThrows(
                BackendException.class, () -> stuck.listAll(R2ListOptions.ALL).count());
        assertThrows(BackendException.class, stuck::listMultipartUploads);
        assertThrows(BackendException.class, stuck.resumeMultipartUpload("film", "id")::listParts);
    }

    @Test
    void refusesAPageThatRepeatsAFoldedPrefix() {
        R2Bucket stuck = over(new FakeR2Driver() {
            @Override
            public R2Listing list(R2ListRequest request) {
                return new R2Listing(List.of(), List.of("a/"), true);
            }
        });
        R2ListOptions folded = R2ListOptions.ALL.withDelimiter("/");
        R2Objects insideThePrefix = stuck.list(folded.withStartAfter("a/1"));

        assertThrows(BackendException.class, () -> stuck.list(folded.withCursor(insideThePrefix.cursor())));
    }

    @Test
    void refusesForeignCursors() {
        R2Bucket bucket = over(new FakeR2Driver());

        for (String cursor : List.of("?", "Zm9v", "LTU6YWJj", "OTk5OmFiYw", "MjE0NzQ4MzY0NzphYg")) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> bucket.listMultipartUploads(R2ListUploadsOptions.ALL.withCursor(cursor)),
                    cursor);
        }
    }

    @Test
    void givesTheCodeOfWhatTheStoreRefuses() {
        IOException client = new IOException("400");
        for (R2Refusal refusal : R2Refusal.values()) {
            R2Bucket bucket = over(new FakeR2Driver() {
                @Override
                public R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) {
                    throw new R2RefusedException(refusal, client);
                }
            });
            R2Code code = R2Code.of(refusal);

            IsobarException refused =
                    assertThrows(IsobarException.class, () -> bucket.resumeMultipartUpload("film", "id")
                            .complete(List.of()));

            assertEquals(Integer.toString(code.number), refused.code());
            assertEquals("completeMultipartUpload: " + code.text + " (" + code.number + ")", refused.getMessage());
            assertSame(client, refused.getCause());
        }
    }

    @Test
    void saysWhichPartsAreWanted() {
        List<Wanted> wanted = new ArrayList<>();
        R2Bucket bucket = over(new FakeR2Driver() {
            @Override
            public R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) {
                wanted.addAll(assembly.wanted());
                return meta(key);
            }
        });
        R2MultipartUpload upload = bucket.resumeMultipartUpload("film", "id");

        upload.complete(List.of(new R2UploadedPart(9, "c"), new R2UploadedPart(2, "b"), new R2UploadedPart(1, "a")));

        assertEquals(List.of(new Wanted(1, "a"), new Wanted(2, "b"), new Wanted(9, "c")), wanted);
        InvalidRequestException twice = assertThrows(
                InvalidRequestException.class,
                () -> upload.complete(List.of(new R2UploadedPart(1, "a"), new R2UploadedPart(1, "a"))));
        assertEquals("10025", twice.code());
    }

    @Test
    void narrowsTheLimitsToTheBoundsOfTheStore() {
        R2Bucket narrow = over(new FakeR2Driver() {
            @Override
            public Capabilities capabilities() {
                return super.capabilities()
                        .with(Bound.R2_OBJECT_BYTES, 10)
                        .with(Bound.R2_LARGEST_PART_BYTES, 20)
                        .with(Bound.R2_SMALLEST_PART_BYTES, 8_000_000);
            }

            @Override
            public R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) {
                assembly.choose(List.of(new Part(1, "a", 7_999_999), new Part(2, "b", 1)));
                return meta(key);
            }
        });
        R2MultipartUpload upload = narrow.createMultipartUpload("film");

        assertTooMuch("100100", () -> narrow.put("letter", new byte[11]));
        upload.uploadPart(1, new byte[20]);
        assertTooMuch("100100", () -> upload.uploadPart(1, new byte[21]));
        assertTooMuch("10011", () -> upload.complete(List.of(new R2UploadedPart(1, "a"), new R2UploadedPart(2, "b"))));
    }

    private static void assertTooMuch(String code, Runnable call) {
        assertEquals(code, assertThrows(LimitExceededException.class, call::run).code());
    }

    @Test
    void checksTheLifetimeOfAUrl() {
        URI url = URI.create("https://store.example/letter?signature=x");
        R2Bucket bucket = over(new FakeR2Driver() {
            @Override
            public URI presign(R2PresignedMethod method, String key, Duration lifetime) {
                seen.add(method + " " + key + " " + lifetime);
                return url;
            }
        });

        assertSame(url, bucket.presign(R2PresignedMethod.PUT, "letter", Duration.ofDays(7)));
        assertEquals(List.of("PUT letter PT168H"), seen);
        for (Duration wrong : List.of(
                Duration.ZERO,
                Duration.ofSeconds(-1),
                Duration.ofMillis(1_500),
                Duration.ofDays(7).plusSeconds(1))) {
            assertThrows(InvalidRequestException.class, () -> bucket.presign(R2PresignedMethod.GET, "letter", wrong));
        }
    }

    @Test
    void driversRefuseByDefaultWhatTheyDoNotDeclare() {
        FakeR2Driver driver = new FakeR2Driver();

        assertThrows(UnsupportedOperationException.class, () -> driver.listUploads("", null, 1));
        assertThrows(UnsupportedOperationException.class, () -> driver.listParts("film", "id", 0, 1));
        assertThrows(
                UnsupportedOperationException.class,
                () -> driver.presign(R2PresignedMethod.GET, "letter", Duration.ofHours(1)));
    }
}
