package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CallerStreamTest {
    private final Exception ofTheDriver = new Exception("the driver stopped");

    private static InputStream failing(Exception failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int most) throws IOException {
                if (failure instanceof IOException checked) {
                    throw checked;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void blamesTheStreamForItsOwnException() {
        IllegalStateException own = new IllegalStateException("planned");
        CallerStream stream = new CallerStream(failing(own));

        assertThrows(IllegalStateException.class, stream::read);

        CallerFailure blamed = assertInstanceOf(CallerFailure.class, stream.blamed(ofTheDriver));
        assertSame(own, blamed.failure());
    }

    @Test
    void makesAnIoExceptionUnchecked() {
        IOException own = new IOException("planned");
        CallerStream stream = new CallerStream(failing(own));

        assertThrows(IOException.class, stream::readAllBytes);

        CallerFailure blamed = assertInstanceOf(CallerFailure.class, stream.blamed(ofTheDriver));
        assertSame(
                own,
                assertInstanceOf(UncheckedIOException.class, blamed.failure()).getCause());
    }

    @Test
    void leavesOtherFailuresToTheDriver() throws IOException {
        CallerStream stream = new CallerStream(new ByteArrayInputStream(new byte[] {-1, 2}));

        assertEquals(2, stream.available());
        assertEquals(255, stream.read());
        assertEquals(1, stream.readAllBytes().length);
        assertEquals(-1, stream.read());
        assertSame(ofTheDriver, stream.blamed(ofTheDriver));
    }
}
