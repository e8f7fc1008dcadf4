package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rules ENV-CLOSE-06 and ENV-INT-04: the bytes of a driver as a caller reads them. */
class DriverStreamTest {
    private static final CallSite SITE = new CallSite(Service.R2, "FILES", "get");

    private final List<String> events = new ArrayList<>();
    private boolean open = true;

    /** Notes its closing; fails from a position on, if one is given. */
    private final class Noting extends ByteArrayInputStream {
        private final int failsAt;

        Noting(int failsAt) {
            super(new byte[] {1, 2, 3, -1});
            this.failsAt = failsAt;
        }

        private void failAtPlace() {
            if (pos == failsAt) {
                throw new IllegalStateException("swordfish");
            }
        }

        @Override
        public synchronized int read() {
            failAtPlace();
            return super.read();
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int most) {
            failAtPlace();
            return super.read(bytes, offset, most);
        }

        @Override
        public void close() throws IOException {
            events.add("closed" + (Thread.currentThread().isInterrupted() ? ", interrupted" : ""));
            super.close();
        }
    }

    private DriverStream over(InputStream content) {
        return new DriverStream(content, this::requireOpen, DriverStreamTest::translated);
    }

    private void requireOpen() {
        if (!open) {
            throw new EnvClosedException(SITE, null);
        }
    }

    private static IsobarException translated(Exception thrown) {
        return new BackendException(SITE, null, "the backend failed", thrown);
    }

    @Test
    void readsSkipsAndCountsAsTheContentDoes() throws IOException {
        DriverStream stream = over(new Noting(-1));
        byte[] bytes = new byte[5];

        assertEquals(4, stream.available());
        assertEquals(1, stream.read());
        assertEquals(1, stream.skip(1));
        assertEquals(1, stream.read(bytes, 1, 1));
        assertEquals(255, stream.read());
        assertEquals(-1, stream.read());
        assertEquals(-1, stream.read(bytes, 0, 5));
        assertArrayEquals(new byte[] {0, 3, 0, 0, 0}, bytes);
        assertThrows(IndexOutOfBoundsException.class, () -> stream.read(bytes, 4, 2));
    }

    @Test
    void closesOnceAndReadsNothingAfterwards() throws IOException {
        DriverStream stream = over(new Noting(-1));
        assertFalse(stream.isClosed());

        stream.close();
        stream.close();

        assertTrue(stream.isClosed());
        assertEquals(List.of("closed"), events);
        for (Executable call :
                List.<Executable>of(stream::read, stream::available, () -> stream.skip(1), stream::readAllBytes)) {
            IOException refused = assertThrows(IOException.class, call);
            assertEquals("closed", refused.getMessage());
        }
    }

    @Test
    void closesItsSourceInsteadOfTheContent() throws IOException {
        DriverStream stream = new DriverStream(
                new Noting(-1), () -> events.add("source closed"), this::requireOpen, DriverStreamTest::translated);

        stream.close();

        assertEquals(List.of("source closed"), events);
    }

    @Test
    void closesOnAnInterruptedThreadWithoutTheFlag() throws IOException {
        Thread.currentThread().interrupt();

        over(new Noting(-1)).close();

        assertTrue(Thread.interrupted());
        assertEquals(List.of("closed"), events);
    }

    @Test
    void readsNothingOfAnEnvironmentThatIsClosedAndClosesItStill() throws IOException {
        DriverStream stream = over(new Noting(-1));
        open = false;

        IOException refused = assertThrows(IOException.class, stream::read);

        assertInstanceOf(EnvClosedException.class, refused.getCause());
        stream.close();
        assertEquals(List.of("closed"), events);
    }

    @Test
    void translatesWhatTheContentThrows() {
        DriverStream stream = over(new Noting(0));

        for (Executable call : List.<Executable>of(stream::read, () -> stream.read(new byte[2], 0, 2))) {
            IOException failed = assertThrows(IOException.class, call);
            assertEquals("the backend failed", failed.getMessage());
            assertInstanceOf(BackendException.class, failed.getCause());
        }
    }

    @Test
    void translatesWhatClosingThrowsOnce() throws IOException {
        IllegalStateException planned = new IllegalStateException("swordfish");
        DriverStream stream = new DriverStream(
                InputStream.nullInputStream(),
                () -> {
                    throw planned;
                },
                this::requireOpen,
                DriverStreamTest::translated);

        IOException failed = assertThrows(IOException.class, stream::close);

        assertEquals("the backend failed", failed.getMessage());
        assertSame(
                planned,
                assertInstanceOf(BackendException.class, failed.getCause()).getCause());
        stream.close();
    }

    /** Another thread may close a stream under a read: what the driver throws then says nothing about the backend. */
    @Test
    void saysThatItIsClosedWhereItWasClosedUnderARead() {
        DriverStream[] itself = new DriverStream[1];
        itself[0] = over(new ByteArrayInputStream(new byte[1]) {
            @Override
            public synchronized int read() {
                assertDoesNotThrow(itself[0]::close);
                throw new IllegalStateException("swordfish");
            }

            @Override
            public synchronized int read(byte[] bytes, int offset, int most) {
                return read();
            }
        });

        IOException failed = assertThrows(IOException.class, itself[0]::read);

        assertEquals("closed", failed.getMessage());
    }
}
